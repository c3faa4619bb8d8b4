"""Jobs of one process, done in order while the giver goes on; what they tell is heard where it is asked for."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from typing import Any

import psutil
import pytest

from pipelines.workers.beside import Beside
from pipelines.workers.budget import NO_LIMIT
from pipelines.workers.pool import Task


def say_work(payload: tuple[list[str], float], tell: Callable[[Any], None]) -> str:
    """Tell some words, wait, and return the last."""
    words, seconds = payload
    for word in words:
        tell(word)
    time.sleep(seconds)
    return words[-1]


def fail_work(payload: str, tell: Callable[[Any], None]) -> None:
    """Raise what was given."""
    raise ValueError(payload)


def _say(*words: str, seconds: float = 0.0) -> Task:
    return Task(words[0], f"{__name__}:say_work", (list(words), seconds), NO_LIMIT)


def test_jobs_are_done_in_order_and_heard_by_who_asks() -> None:
    beside = Beside(_say("a", "b"))
    beside.give(_say("c"))
    heard: list[tuple[str, int]] = []
    me = threading.get_ident()
    first = beside.outcome(lambda word: heard.append((word, threading.get_ident())))
    second = beside.outcome(lambda word: heard.append((word, threading.get_ident())))
    beside.end()
    assert (first.value, second.value) == ("b", "c")
    assert heard == [("a", me), ("b", me), ("c", me)]


def test_the_giver_goes_on_meanwhile() -> None:
    began = time.monotonic()
    beside = Beside(_say("slow", seconds=0.5))
    assert time.monotonic() - began < 0.4
    assert beside.outcome().value == "slow" and time.monotonic() - began >= 0.5
    beside.end()


def test_a_job_that_fails_is_an_outcome_and_the_next_is_done() -> None:
    beside = Beside(Task("fails", f"{__name__}:fail_work", "no such thing", NO_LIMIT))
    beside.give(_say("after"))
    problem = beside.outcome().problem
    assert problem is not None and problem.kind == "failed" and "no such thing" in problem.en
    assert beside.outcome().value == "after"
    beside.end()


def test_after_the_end_no_process_is_left() -> None:
    before = {child.pid for child in psutil.Process().children(recursive=True)}
    beside = Beside(_say("once"))
    beside.outcome()
    beside.end()
    deadline = time.monotonic() + 5
    while left := {child.pid for child in psutil.Process().children(recursive=True)} - before:
        assert time.monotonic() < deadline, left
        time.sleep(0.05)


@pytest.mark.parametrize("word", ["one", "two"])
def test_what_was_told_before_anybody_asked_is_not_lost(word: str) -> None:
    beside = Beside(_say(word, "last"))
    time.sleep(0.2)
    heard: list[str] = []
    beside.outcome(heard.append)
    beside.end()
    assert heard == [word, "last"]

"""Steps side by side: each after those it depends on, told in the thread that asked; a failure begins nothing more."""

from __future__ import annotations

import threading
from graphlib import CycleError

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.workers.lanes import in_lanes, lane_count


@given(st.lists(st.sets(st.integers(0, 11)), min_size=1, max_size=12), st.integers(1, 3))
def test_each_step_is_done_once_after_those_it_depends_on(edges: list[set[int]], lanes: int) -> None:
    after = {str(number): {str(other) for other in others if other < number} for number, others in enumerate(edges)}
    yielded: list[str] = []

    def do(name: str) -> tuple[str, bool]:
        return name, after[name] <= set(yielded)

    for name, (same, is_ready) in in_lanes(after, do, lanes):
        assert name == same and is_ready
        yielded.append(name)
    assert sorted(yielded) == sorted(after)


def test_two_lanes_are_at_work_at_once() -> None:
    both = threading.Barrier(2, timeout=10)
    assert dict(in_lanes({"a": (), "b": (), "c": ("a", "b")}, lambda name: name == "c" or both.wait() >= 0, 2)) == {
        "a": True,
        "b": True,
        "c": True,
    }


def test_what_a_step_raises_is_raised_and_nothing_more_is_begun() -> None:
    begun: list[str] = []

    def do(name: str) -> None:
        begun.append(name)
        if name == "b":
            raise ValueError("no")

    with pytest.raises(ValueError, match="no"):
        list(in_lanes({"a": (), "b": ("a",), "c": ("b",), "d": ("a", "b")}, do, 1))
    assert begun == ["a", "b"]


def test_steps_that_wait_for_each_other_are_an_error() -> None:
    with pytest.raises(CycleError):
        list(in_lanes({"a": ("b",), "b": ("a",)}, lambda name: None, 1))


def test_a_large_database_is_asked_one_thing_at_a_time() -> None:
    assert lane_count(is_small=False) == 1 and lane_count(is_small=True) >= 1

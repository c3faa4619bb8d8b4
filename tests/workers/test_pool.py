"""The pool: what ends badly, or never, concerns itself alone."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

import psutil
import pytest

from pipelines.workers import Budget, Outcome, Pool, Task

BUDGET = Budget(30, 30, 500)


def _task(key: str, name: str, payload: object = None, budget: Budget = BUDGET) -> Task:
    return Task(key, f"tests.workers.jobs:{name}", payload, budget)


def _run(*tasks: Task, workers: int = 2) -> dict[str, Outcome]:
    with Pool(workers) as pool:
        return {outcome.task.key: outcome for outcome in pool.run(tasks)}


def test_every_task_has_its_value_its_time_and_its_memory() -> None:
    news: list[object] = []
    with Pool(2) as pool:
        tasks = [_task(str(n), "double", n) for n in range(20)]
        found = {out.task.key: out for out in pool.run(tasks, lambda task, told: news.append(told))}
    assert {key: out.value for key, out in found.items()} == {str(n): 2 * n for n in range(20)}
    assert sorted(news) == [("half way", n) for n in range(20)]
    assert all(out.seconds >= 0 and out.peak_mb > 0 and out.problem is None for out in found.values())


@pytest.mark.parametrize(
    ("job", "budget", "kind"),
    [
        ("sleep_for_ever", Budget(1, 30, 500), "time"),
        ("sleep_for_ever", Budget(30, 1, 500), "page_time"),
        ("spin_with_news", Budget(1, 0.9, 500), "time"),
        ("eat_memory", Budget(30, 30, 200), "memory"),
        ("die", BUDGET, "died"),
    ],
)
def test_what_goes_past_its_budget_is_ended_and_the_others_go_on(job: str, budget: Budget, kind: str) -> None:
    started = time.monotonic()
    found = _run(_task("bad", job, budget=budget), *(_task(str(n), "double", n) for n in range(5)))
    assert time.monotonic() - started < 20
    problem = found["bad"].problem
    assert problem is not None and problem.kind == kind
    assert problem.is_over_budget == (kind != "died")
    assert all(found[str(n)].value == 2 * n for n in range(5))


def test_waiting_for_a_processor_is_not_held_against_a_job(monkeypatch: pytest.MonkeyPatch) -> None:
    queued = iter(range(0, 1_000_000, 100))
    monkeypatch.setattr("pipelines.workers.process.Worker.queued_seconds", lambda self: float(next(queued)))
    assert _run(_task("kept", "sleep_a_second", budget=Budget(0.5, 0.5, 500)), workers=1)["kept"].value == "slept"
    monkeypatch.setattr("pipelines.workers.process.Worker.queued_seconds", lambda self: 5.0)
    problem = _run(_task("ended", "sleep_a_second", budget=Budget(0.5, 30, 500)), workers=1)["ended"].problem
    assert problem is not None and problem.kind == "time"


def test_an_error_is_told_in_its_own_words() -> None:
    problem = _run(_task("bad", "fail", "no such page"))["bad"].problem
    assert problem is not None
    assert (problem.kind, problem.en) == ("failed", "ValueError: no such page")


def test_the_last_words_of_a_process_that_died_are_told() -> None:
    problem = _run(_task("bad", "die"))["bad"].problem
    assert problem is not None and "last words" in problem.en and "signal 6" in problem.en


def test_a_job_whose_process_died_gets_a_second_one(tmp_path: Path) -> None:
    outcome = _run(_task("unlucky", "die_once", str(tmp_path / "mark")))["unlucky"]
    assert (outcome.value, outcome.problem) == ("second time", None)


def test_a_process_does_many_jobs_and_ends_with_the_pool() -> None:
    found = _run(*(_task(str(n), "pid") for n in range(10)), workers=1)
    pids = {outcome.value for outcome in found.values()}
    assert len(pids) == 1 and not psutil.pid_exists(pids.pop())


def test_a_worn_process_makes_room_for_a_new_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pipelines.workers.pool._WORN_JOBS", 1)
    found = _run(*(_task(str(n), "pid") for n in range(3)), workers=1)
    assert len({outcome.value for outcome in found.values()}) == 3


_STARTER = """
import sys, time
from pipelines.workers import Budget, Pool, Task
with Pool(2) as pool:
    tasks = [Task(str(n), "tests.workers.jobs:spin_with_news", None, Budget(60, 60, 500)) for n in range(2)]
    for outcome in pool.run(tasks, lambda task, news: print("working", flush=True)):
        pass
"""


def test_workers_die_with_a_starter_that_is_killed() -> None:
    root = Path(__file__).parents[2]
    environment = os.environ | {"PYTHONPATH": str(root)}
    starter = subprocess.Popen([sys.executable, "-c", _STARTER], cwd=root, env=environment, stdout=subprocess.PIPE)
    assert starter.stdout is not None and starter.stdout.readline() == b"working\n"
    children = psutil.Process(starter.pid).children()
    assert children
    starter.kill()
    starter.wait()
    gone, alive = psutil.wait_procs(children, timeout=2)
    assert not alive and len(gone) == len(children)

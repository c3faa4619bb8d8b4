"""A worker reaches nobody, and holds no more files and addresses than its job may: by the kernel, whatever the job does."""

from __future__ import annotations

import sys
from typing import Any

import pytest

from pipelines.workers import Budget, Pool, Task
from pipelines.workers.box import close_network, is_closed
from pipelines.workers.budget import NO_LIMIT

pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="the box is Linux's")
SMALL = Budget(60, 60, 200)
REFUSED = "PermissionError: Permission denied"


def _done(job: str, payload: Any, budget: Budget = SMALL) -> Any:
    with Pool(1) as pool:
        (outcome,) = pool.run([Task("job", f"tests.workers.jobs:{job}", payload, budget)])
    return outcome.value if outcome.problem is None else outcome.problem.en


def test_this_process_is_in_no_box() -> None:
    assert is_closed() is False, "a test would close it for all that follow"


def test_a_worker_is_in_the_box() -> None:
    assert _done("in_the_box", None) is True


@pytest.mark.parametrize("kind", ["udp", "tcp", "kernel", "service of this machine"])
@pytest.mark.parametrize("budget", [SMALL, NO_LIMIT])
def test_a_worker_reaches_nobody(kind: str, budget: Budget) -> None:
    assert _done("reach", kind, budget) == REFUSED


def test_what_a_worker_starts_reaches_nobody_either() -> None:
    assert _done("reach", "a program it starts") == "PermissionError: [Errno 13] Permission denied"


def test_a_worker_speaks_with_its_own_threads_and_its_starter() -> None:
    assert _done("reach", "socket of this machine") == "received x"


def test_a_job_of_a_document_holds_so_many_files_and_a_job_of_the_run_what_it_needs() -> None:
    assert _done("open_files", 300).endswith("files, then Too many open files")
    assert _done("open_files", 300, NO_LIMIT) == "all of them"


def test_a_job_reserves_no_more_addresses_than_its_budget_can_fill() -> None:
    assert _done("reserve", 1_000) == 1_000
    assert "Cannot allocate memory" in _done("reserve", 20_000)
    assert _done("reserve", 20_000, NO_LIMIT) == 20_000


def test_limits_are_those_of_the_job_and_not_of_the_one_before() -> None:
    jobs = [
        Task(str(n), "tests.workers.jobs:open_files", 300, budget) for n, budget in enumerate((SMALL, NO_LIMIT, SMALL))
    ]
    with Pool(1) as pool:
        found = {outcome.task.key: outcome.value for outcome in pool.run(jobs)}
    assert found["1"] == "all of them" and found["0"] == found["2"] != found["1"]


def test_a_crash_leaves_no_core() -> None:
    assert _done("core_size", None) == (0, 0)


def test_another_system_has_no_such_box(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pipelines.workers.box.platform.machine", lambda: "riscv64")
    assert close_network() is False

"""One run at a time: the lock, who holds it, and that a killed holder leaves nothing behind."""

from __future__ import annotations

import os
import signal
import subprocess
import sys

import pytest

from pipelines.runs.lock import RunLock, RunLockedError
from pipelines.runs.state import current_run, open_run, run_at_work
from pipelines.settings import Settings

HOLDER = """
import sys
from pathlib import Path
from pipelines.runs.lock import RunLock
RunLock(Path(sys.argv[1]), "a test").acquire()
print("held", flush=True)
sys.stdin.read()
"""


def holder(settings: Settings) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", HOLDER, str(settings.lock_path)]
    process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=settings.home)
    assert process.stdout is not None and process.stdout.readline() == "held\n"
    return process


def test_a_second_run_is_told_who_is_at_work_and_since_when(settings: Settings) -> None:
    with holder(settings) as process:
        with pytest.raises(RunLockedError, match=rf"a test, process {process.pid}, since 20.*wait until it is done"):
            RunLock(settings.lock_path, "second").acquire()
        process.communicate("")


def test_a_killed_holder_leaves_no_lock(settings: Settings) -> None:
    with holder(settings) as process:
        os.kill(process.pid, signal.SIGKILL)
        process.wait()
    with RunLock(settings.lock_path, "second"):
        pass


def test_a_waiting_run_gets_the_lock_when_it_is_free(settings: Settings) -> None:
    with holder(settings) as process:
        process.stdin.close()  # type: ignore[union-attr]
        RunLock(settings.lock_path, "second").acquire(wait_seconds=20)


def test_opening_a_run_removes_what_dead_runs_left(settings: Settings) -> None:
    leftovers = [
        settings.work_dir / "run" / "candidate.duckdb",
        settings.hand_over_dir / "holds.parquet.part",
        settings.parquet_dir / "20260101-x.part" / "a.parquet",
        settings.warehouse_dir / "last_run.json.part",
    ]
    kept = settings.hand_over_dir / "documents" / "x-1" / "cells.parquet"
    for path in (*leftovers, kept):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch()
    with run_at_work(settings, "test") as state:
        assert not any(path.exists() for path in leftovers)
        assert kept.exists() and state.folder.is_dir()
        assert current_run() is state
    assert current_run() is None and not settings.work_dir.exists()


def test_one_process_has_one_run(settings: Settings) -> None:
    with run_at_work(settings, "test"), pytest.raises(RuntimeError, match="has a run open already"):
        open_run(settings, "second")

"""One run at a time: the lock, who holds it, and that a killed holder leaves nothing behind."""

from __future__ import annotations

import fcntl
import os
import signal
import subprocess
import sys
import threading

import pytest

from pipelines.runs.lock import LockState, RunLock, RunLockedError, look_at
from pipelines.runs.state import current_run, open_run, run_at_work
from pipelines.settings import Settings

HOLDER = """
import sys
import threading
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
        settings.kept_dir / "candidate.duckdb",
        settings.kept_dir / "kept.json.part",
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


def test_a_look_says_who_holds_it_and_takes_nothing(settings: Settings) -> None:
    assert look_at(settings.lock_path) == LockState(False, None)
    with holder(settings) as process:
        state = look_at(settings.lock_path)
        assert state.is_held and state.holder is not None
        assert (state.holder.purpose, state.holder.pid) == ("a test", process.pid)
        process.communicate("")
    assert not look_at(settings.lock_path).is_held


def test_a_free_lock_that_names_a_holder_tells_of_a_killed_one(settings: Settings) -> None:
    with holder(settings) as process:
        os.kill(process.pid, signal.SIGKILL)
        process.wait()
    state = look_at(settings.lock_path)
    assert not state.is_held and state.holder is not None and state.holder.pid == process.pid


def test_someone_who_only_looks_stops_no_run(settings: Settings) -> None:
    settings.warehouse_dir.mkdir(parents=True)
    settings.lock_path.touch()
    with settings.lock_path.open() as looked_at:
        fcntl.flock(looked_at, fcntl.LOCK_SH)
        threading.Timer(0.2, fcntl.flock, (looked_at, fcntl.LOCK_UN)).start()
        with RunLock(settings.lock_path, "a run") as lock:
            assert lock.is_held


def test_a_backup_that_holds_it_is_told_apart_from_one_that_looks(settings: Settings) -> None:
    settings.warehouse_dir.mkdir(parents=True)
    settings.lock_path.touch()
    with settings.lock_path.open() as backup, pytest.raises(RunLockedError, match=r"another run is at work \(lock"):
        fcntl.flock(backup, fcntl.LOCK_EX)
        RunLock(settings.lock_path, "a run").acquire()

"""A cluster on this machine, as docs/scale.md starts one: a scheduler and workers, each a process that can be killed."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Mapping
from pathlib import Path
from types import TracebackType

import psutil

ROOT = Path(__file__).parents[2]
_LONGEST_START = 60


class LocalCluster:
    """A scheduler and so many workers of so many threads; a context manager that ends them all."""

    def __init__(
        self, folder: Path, workers: int = 2, threads: int = 1, environment: Mapping[str, str] | None = None
    ) -> None:
        self._folder = folder
        self._environment = {
            **os.environ,
            "PYTHONPATH": str(ROOT),
            "YUSUAN_HOME": str(ROOT),
            "YUSUAN_TEST_ON_WORKER": "on a worker",
            **(environment or {}),
        }
        told = folder / "scheduler.json"
        folder.mkdir(parents=True, exist_ok=True)
        self.scheduler = self._start("scheduler", "--host", "127.0.0.1", "--port", "0", "--scheduler-file", str(told))
        self.address = str(_read(told)["address"])
        self.workers = [
            self._start("worker", self.address, "--nthreads", str(threads), "--local-directory", str(folder))
            for _ in range(workers)
        ]

    def __enter__(self) -> LocalCluster:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for process in (*self.workers, self.scheduler):
            self.kill(process)

    def kill(self, process: subprocess.Popen[bytes]) -> None:
        """End a process and all it started, like a machine that is switched off."""
        try:
            below = psutil.Process(process.pid).children(recursive=True)
        except psutil.NoSuchProcess:
            below = []
        for one in (*below, process):
            try:
                os.kill(one.pid, signal.SIGKILL)
            except ProcessLookupError:
                continue
        process.wait()

    def worker_of(self, pid: int) -> subprocess.Popen[bytes]:
        """Return the worker, as it was started, that the process of that number is or is below."""
        above = {pid, *(parent.pid for parent in psutil.Process(pid).parents())}
        return next(worker for worker in self.workers if worker.pid in above)

    def _start(self, *what: str) -> subprocess.Popen[bytes]:
        with (self._folder / f"{what[0]}.log").open("ab") as log:
            return subprocess.Popen(
                [sys.executable, "-m", "dask", *what, "--no-dashboard"],
                cwd=ROOT,
                env=self._environment,
                stdout=log,
                stderr=log,
            )


def _read(path: Path) -> dict[str, str]:
    deadline = time.monotonic() + _LONGEST_START
    while time.monotonic() < deadline:
        try:
            found: dict[str, str] = json.loads(path.read_text())
        except (FileNotFoundError, ValueError):
            time.sleep(0.1)
        else:
            return found
    raise TimeoutError(f"no scheduler after {_LONGEST_START} seconds")

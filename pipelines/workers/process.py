"""One worker process as its starter sees it: start it, give it a job, measure it, end it.

Belongs here: the process and its pipes. Who gets which job, and when one has had enough, is decided in ``pool``.
"""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import tempfile
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

import psutil

_ROOT = Path(__file__).resolve().parents[2]
#: What of its last words is kept when a process dies by itself.
_LAST_WORDS = 400


class Worker:
    """A process that does jobs one after the other."""

    def __init__(self) -> None:
        """Start it; it imports nothing until its first job."""
        ours, theirs = socket.socketpair()
        path = os.pathsep.join(filter(None, [str(_ROOT), os.environ.get("PYTHONPATH", "")]))
        # One thread a process: there is a process a core already.
        environment = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1", **os.environ, "PYTHONPATH": path}
        self._words = tempfile.TemporaryFile()  # noqa: SIM115  closed with the process
        with theirs:
            self._process = subprocess.Popen(
                [sys.executable, "-m", "pipelines.workers.child", str(theirs.fileno())],
                pass_fds=[theirs.fileno()],
                stdin=subprocess.PIPE,
                stdout=self._words,
                stderr=self._words,
                env=environment,
                # A key pressed in the terminal is for the run, which ends its workers itself.
                start_new_session=True,
            )
        self.connection = Connection(ours.detach())
        self._measured = psutil.Process(self._process.pid)
        self.jobs_done = 0

    @property
    def pid(self) -> int:
        """The process's number."""
        return self._process.pid

    def give(self, work: str, payload: Any) -> bool:
        """Hand over a job; False if the process is gone."""
        try:
            self.connection.send((work, payload))
        except OSError:
            return False
        return True

    def memory_mb(self) -> int:
        """Memory it holds now, in megabytes; 0 if it is gone."""
        try:
            return int(self._measured.memory_info().rss // 1_000_000)
        except psutil.Error:
            return 0

    def queued_seconds(self) -> float:
        """Seconds it was ready and had no processor, since it was started; 0 where the system doesn't say (only Linux does)."""
        try:
            return int(Path(f"/proc/{self.pid}/schedstat").read_text(encoding="ascii").split()[1]) / 1e9
        except (OSError, ValueError, IndexError):
            return 0.0

    def last_words(self) -> str:
        """How it ended, and the end of what it printed."""
        code = self._process.poll()
        how = "" if code is None else f"signal {-code}" if code < 0 else f"exit status {code}"
        try:
            self._words.seek(0)
            printed = self._words.read()[-_LAST_WORDS:].decode(errors="replace").strip()
        except (OSError, ValueError):
            printed = ""
        return ": ".join(filter(None, [how, " ".join(printed.split())]))

    def wait(self) -> None:
        """Wait until a process that is dying is gone."""
        try:
            self._process.wait(timeout=5)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()

    def end(self) -> None:
        """End it now, whatever it is doing."""
        self._process.kill()
        self._process.wait()
        self.connection.close()
        if self._process.stdin is not None:
            self._process.stdin.close()
        self._words.close()

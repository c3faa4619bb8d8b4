"""One dbt process for a run: it parses the project while documents are read, and builds when they are.

Belongs here: starting and ending it, its commands and its lines; what runs inside is in ``dbt_process``. It does one command
after the other and keeps the parsed project in between, so that dbt is started once and parses once. It ends with its starter, however that ends: its standard input closes.
"""

from __future__ import annotations

import json
import os
import queue
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType

from pipelines.settings import Settings
from pipelines.warehouse import dbt_process
from pipelines.warehouse.dbt_command import dbt_environment
from pipelines.warehouse.dbt_process import DONE

_DONE = DONE.encode()
_COMMAND = (sys.executable, "-m", dbt_process.__name__)


class DbtSession:
    """A dbt process that waits for commands; a context manager that ends it."""

    def __init__(
        self, settings: Settings, candidate: Path, target: Path | None = None, pattern: str | None = None
    ) -> None:
        """Start it for one candidate, and let it parse the project.

        ``target`` is where dbt writes, if not the usual place; ``pattern`` which folders it reads (see ``dbt_environment``).
        """
        settings.dbt_target_dir.mkdir(parents=True, exist_ok=True)
        self.target = target or settings.dbt_target_dir
        self._process = subprocess.Popen(
            _COMMAND,
            env=dbt_environment(settings, candidate, pattern) | {"DBT_TARGET_PATH": str(self.target)},
            cwd=settings.dbt_project_dir,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
        )
        self._lines: queue.Queue[bytes | None] = queue.Queue()
        self._parsed: tuple[int, list[str]] | None = None
        self._begun: tuple[str, ...] | None = None
        #: When a command was begun whose lines nobody has asked for yet.
        self.begun_at: float | None = None
        threading.Thread(target=self._read_lines, daemon=True).start()
        self._send(["parse"])

    def __enter__(self) -> DbtSession:
        """Return the running session."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """End the process."""
        self.end()

    @property
    def is_parsing(self) -> bool:
        """True while it is not known yet what came of parsing."""
        return self._parsed is None

    def parse(self) -> tuple[int, list[str]]:
        """Wait until the project is parsed; returns 0 and dbt's lines, or another number if it cannot be parsed."""
        if self._parsed is None:
            lines: list[str] = []
            code = self._listen(lambda line: lines.append(line.decode(errors="replace").rstrip()))
            self._parsed = (code, lines)
        return self._parsed

    def begin(self, *arguments: str) -> None:
        """Begin a command whose lines ``invoke`` with the same arguments will yield; nothing if the project cannot be parsed."""
        if self.parse()[0] == 0:
            self._send(list(arguments))
            self._begun, self.begun_at = arguments, time.monotonic()

    def invoke(self, *arguments: str) -> Iterator[bytes | int]:
        """Run a command, or go on with the one that was begun; yields dbt's lines as they come, and at last its exit status."""
        code, lines = self.parse()
        if code != 0:
            yield from (line.encode() for line in lines)
            yield code
            return
        if self._begun != arguments:
            self._send(list(arguments))
        self._begun = self.begun_at = None
        while True:
            line = self._lines.get()
            if line is None:
                yield 1
                return
            if line.startswith(_DONE):
                yield int(line[len(_DONE) :])
                return
            if line.strip():
                yield line

    def end(self) -> int:
        """End the process; returns the most memory it had, in megabytes (0 the second time)."""
        if self._process.returncode is not None:
            return 0
        assert self._process.stdin is not None
        try:
            self._process.stdin.write(b"[]\n")
            self._process.stdin.close()
        except OSError:
            # It is gone already.
            self._process.kill()
        try:
            _, status, usage = os.wait4(self._process.pid, 0)
        except ChildProcessError:
            # Whoever stops a whole run may have buried it before.
            self._process.returncode = -1
            return 0
        self._process.returncode = os.waitstatus_to_exitcode(status)
        return usage.ru_maxrss // (1_000_000 if sys.platform == "darwin" else 1_000)

    def _send(self, arguments: list[str]) -> None:
        assert self._process.stdin is not None
        try:
            self._process.stdin.write(json.dumps(arguments).encode() + b"\n")
            self._process.stdin.flush()
        except OSError:
            # It died: whoever listens hears the end of its lines.
            return

    def _listen(self, hear: Callable[[bytes], None]) -> int:
        while True:
            line = self._lines.get()
            if line is None:
                return 1
            if line.startswith(_DONE):
                return int(line[len(_DONE) :])
            if line.strip():
                hear(line)

    def _read_lines(self) -> None:
        """Take every line at once, so that dbt never waits for a reader."""
        assert self._process.stdout is not None
        for line in self._process.stdout:
            self._lines.put(line)
        self._lines.put(None)


@contextmanager
def dbt_session(settings: Settings, candidate: Path, running: DbtSession | None = None) -> Iterator[DbtSession]:
    """Yield the session that is running, else one that ends with the ``with`` block."""
    if running is not None:
        yield running
        return
    with DbtSession(settings, candidate) as session:
        yield session

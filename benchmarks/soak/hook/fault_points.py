"""Fault points: every step on files or on a database that a run takes, counted, and what is done at the n-th of them.

Belongs here: seeing these steps from outside, by Python's audit events, so that the program has no switch for faults and a new step
is seen without being named anywhere. Loaded at each start of Python: the standard library only. Instead of being disturbed, a run can be
watched: at each point the folder is copied if it is another than at the point before, as a run killed there would leave it (``copies``).

A point lies *before* its step. Points are counted over all processes of a run: each pass appends a line of one length to the trace,
and where the line came to stand is its number.
"""

from __future__ import annotations

import errno
import os
import signal
import sys
from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from threading import get_ident
from typing import Any, Literal

#: Length of a line of the trace, in bytes: number of the process, name of the point, what it concerns.
LINE_BYTES = 128
Fault = Literal["kill", "full", "copy"]
FAULTS: tuple[Fault, ...] = ("kill", "full")
_WRITING_FLAGS = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC
#: Audit events that change files, and how many of their arguments are paths.
_EVENTS = {
    "os.rename": 2,
    "os.link": 2,
    "os.symlink": 2,
    "os.remove": 1,
    "os.mkdir": 1,
    "os.rmdir": 1,
    "os.truncate": 1,
    "shutil.copyfile": 2,
}
#: Points whose step takes room on the disk.
_TAKES_ROOM = {"open", "os.link", "os.symlink", "os.mkdir", "shutil.copyfile", "os.fsync"}
_STATEMENTS = {"attach", "begin", "checkpoint", "commit", "copy", "create", "detach", "insert"}


@dataclass(frozen=True, slots=True)
class Plan:
    """Which files count, where passes are noted, at which pass (0: never) which fault, and the process that is the run."""

    below: str
    trace: str
    at: int
    fault: Fault
    run: int

    def environment(self, hook_path: str = "") -> dict[str, str]:
        """Return the variables that hand this plan to a run; the run is whoever is started with them first."""
        path = os.pathsep.join(filter(None, [str(Path(__file__).parent), hook_path]))
        return {
            "PYTHONPATH": path,
            "YUSUAN_SOAK_BELOW": self.below,
            "YUSUAN_SOAK_TRACE": self.trace,
            "YUSUAN_SOAK_AT": str(self.at),
            "YUSUAN_SOAK_FAULT": self.fault,
        }


def install_from_environment() -> None:
    """Install the plan that the environment has, if any."""
    env = os.environ
    if "YUSUAN_SOAK_TRACE" not in env:
        return
    run = int(env.setdefault("YUSUAN_SOAK_RUN", str(os.getpid())))
    faults: dict[str, Fault] = {"full": "full", "copy": "copy"}
    fault = faults.get(env["YUSUAN_SOAK_FAULT"], "kill")
    install(Plan(env["YUSUAN_SOAK_BELOW"], env["YUSUAN_SOAK_TRACE"], int(env["YUSUAN_SOAK_AT"]), fault, run))


def install(plan: Plan) -> None:
    """See every step of this process from now on; it cannot be taken back."""
    points = _Points(plan)
    os.register_at_fork(after_in_child=points.open_trace)
    os.fsync = points.around(os.fsync, "os.fsync")
    sys.addaudithook(points.hear)


def read_trace(trace: Path) -> list[str]:
    """Return the points passed, in their order, each ``name path``; the n-th pass is at n - 1."""
    content = trace.read_bytes() if trace.exists() else b""
    lines = (content[start : start + LINE_BYTES] for start in range(0, len(content), LINE_BYTES))
    return [line.decode(errors="replace").split(" ", 1)[1].strip() for line in lines]


class _Points:
    """The plan at work in one process."""

    def __init__(self, plan: Plan) -> None:
        self._plan, self._has_database = plan, False
        #: Threads that are looking themselves: what they do is no step of the run.
        self._looking: set[int] = set()
        self._below = plan.below.rstrip("/") + "/"
        self.open_trace()

    def open_trace(self) -> None:
        """Open the trace for this process alone: its position then tells the number of a pass."""
        self._looking.add(get_ident())
        self._trace = os.open(self._plan.trace, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o644)
        self._looking.discard(get_ident())

    def hear(self, event: str, args: tuple[Any, ...]) -> None:
        """Take an audit event: a step on a file that counts is a pass."""
        if get_ident() in self._looking:
            return
        if not self._has_database and "duckdb" in sys.modules:
            self._see_database()
        if event == "open":
            path, mode, flags = args
            is_writing = any(letter in mode for letter in "wax+") if mode else bool((flags or 0) & _WRITING_FLAGS)
            if is_writing:
                self._pass_on_file("open", path)
        elif event in _EVENTS:
            for path in args[: _EVENTS[event]]:
                if self._pass_on_file(event, path):
                    break

    def around(self, step: Callable[..., Any], name: str) -> Callable[..., Any]:
        """Return ``step`` with a pass before it."""

        def taken(*args: Any, **options: Any) -> Any:
            self._pass(name, "")
            return step(*args, **options)

        return taken

    def _see_database(self) -> None:
        """Statements of DuckDB raise no audit event: a pass goes before each that changes something."""
        connection = getattr(sys.modules["duckdb"], "DuckDBPyConnection", None)
        if connection is None:
            return
        self._has_database = True
        execute = connection.execute

        def taken(this: Any, query: Any, *args: Any, **options: Any) -> Any:
            word = str(query).lstrip()[:12].split(" ")[0].strip(";\n").lower() if isinstance(query, str) else ""
            if word in _STATEMENTS:
                self._pass(f"db.{word}", " ".join(str(query)[:80].split()))
            return execute(this, query, *args, **options)

        connection.execute = taken
        for name in ("begin", "commit"):
            method = getattr(connection, name)
            setattr(connection, name, self.around(method, f"db.{name}"))

    def _pass_on_file(self, name: str, path: Any) -> bool:
        if isinstance(path, int):
            return False
        whole = os.path.abspath(os.fsdecode(path))  # noqa: PTH100  each event goes through here: no object a call
        if not whole.startswith(self._below):
            return False
        self._pass(name, whole.removeprefix(self._below))
        return True

    def _pass(self, name: str, what: str) -> None:
        line = f"{os.getpid()} {name} {what}".encode(errors="replace")[: LINE_BYTES - 1]
        os.write(self._trace, line.ljust(LINE_BYTES - 1) + b"\n")
        number = os.lseek(self._trace, 0, os.SEEK_CUR) // LINE_BYTES
        plan = self._plan
        if plan.fault == "copy":
            self._looking.add(get_ident())
            # Of the package where it is imported as one; in a run this folder itself is on the path.
            copies = import_module(f"{__package__}.copies" if __package__ else "copies")
            copies.copy_if_new(Path(plan.below), Path(f"{plan.trace}.copies"), number, plan.run)
            self._looking.discard(get_ident())
        if not plan.at or number < plan.at:
            return
        if plan.fault == "full":
            # Full it stays: whoever clears up has no room for it either.
            if name in _TAKES_ROOM or name.startswith("db."):
                raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), what)
        elif number == plan.at:
            os.kill(plan.run, signal.SIGKILL)

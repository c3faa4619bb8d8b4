"""A command watched from outside: how long it took, and how much memory each of its processes held, second by second.

Belongs here: starting it, looking at it and its children, and the peaks of a span of time. The kernel's own high-water mark is read
where there is one (Linux), so that nothing between two looks is missed.
"""

from __future__ import annotations

import re
import subprocess
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import psutil

_PAUSE_SECONDS = 0.1
_MEGA = 1_000_000


@dataclass(frozen=True, slots=True)
class Look:
    """One process at one moment (UTC seconds): its memory, and the most it ever had."""

    moment: float
    pid: int
    resident_mb: float
    peak_mb: float


@dataclass
class Watched:
    """A command that has ended: exit status, seconds by the clock and of the processors, and what was seen."""

    pid: int
    status: int = 0
    seconds: float = 0.0
    cpu_seconds: float = 0.0
    looks: list[Look] = field(default_factory=list)
    #: Command lines by process id.
    commands: dict[int, str] = field(default_factory=dict)

    def peak(self, pids: Sequence[int] | None = None) -> float:
        """The most that one process ever had, of these if any are named; 0 if there was none."""
        return max((look.peak_mb for look in self.looks if pids is None or look.pid in pids), default=0.0)

    def peak_between(self, begin: float, end: float, pids: Sequence[int] | None = None) -> float:
        """The most that one process was seen to have in a span of time."""
        return max(
            (
                look.resident_mb
                for look in self.looks
                if begin <= look.moment <= end and (pids is None or look.pid in pids)
            ),
            default=0.0,
        )


def watch(command: Sequence[str], environment: Mapping[str, str], log: Path, cwd: Path) -> Watched:
    """Run a command to its end, its words in ``log``, and look at it and at all of its children."""
    started = time.monotonic()
    before = _cpu_of_children()
    with log.open("wb") as words:
        process = subprocess.Popen(
            command, env=dict(environment), stdout=words, stderr=subprocess.STDOUT, cwd=cwd, stdin=subprocess.DEVNULL
        )
        watched = Watched(process.pid)
        root = psutil.Process(process.pid)
        while process.poll() is None:
            _look(root, watched)
            time.sleep(_PAUSE_SECONDS)
    watched.status, watched.seconds = process.returncode, time.monotonic() - started
    watched.cpu_seconds = _cpu_of_children() - before
    return watched


def _look(root: psutil.Process, watched: Watched) -> None:
    moment = time.time()
    try:
        processes = [root, *root.children(recursive=True)]
    except psutil.Error:
        return
    for process in processes:
        try:
            resident = process.memory_info().rss / _MEGA
            if process.pid not in watched.commands:
                watched.commands[process.pid] = " ".join(process.cmdline())
        except psutil.Error:
            # It ended between two looks.
            continue
        watched.looks.append(Look(moment, process.pid, resident, max(resident, _high_water(process.pid))))


def _high_water(pid: int) -> float:
    try:
        found = re.search(r"VmHWM:\s*(\d+) kB", Path(f"/proc/{pid}/status").read_text("ascii", "replace"))
    except OSError:
        return 0.0
    return int(found[1]) * 1024 / _MEGA if found else 0.0


def _cpu_of_children() -> float:
    """Processor seconds of the children that ended, theirs included."""
    times = psutil.Process().cpu_times()
    return float(times.children_user + times.children_system)

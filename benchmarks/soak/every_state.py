"""Every state in which a killed run can leave its folder, and what the next run makes of each.

Belongs here: one run watched at all its points, the states told apart, and a run to the end from each. Points are thousands, but most lie
between two writes to what the next run throws away before it does anything (``runs.state.leftovers``): states that differ in nothing else
are one. Killing a run for each of its points would take hours; that no process outlives a killed one is ``whole_runs``' to show.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from benchmarks.soak.hook.copies import is_counted
from benchmarks.soak.hook.fault_points import Plan, read_trace
from benchmarks.soak.whole_runs import STATUS, put_reports, run_plan, what_a_run_makes, what_readers_see
from pipelines.runs.state import leftovers
from pipelines.settings import Settings

_CHUNK_BYTES = 1 << 20


@dataclass(frozen=True, slots=True)
class State:
    """A state: the point (from 1) and name it was first seen at, how many points left it, what readers saw in it, and what a run made of it."""

    number: int
    name: str
    points: int
    seen: str
    ended: str
    seconds: float

    @property
    def is_right(self) -> bool:
        """True if readers saw nothing or a whole warehouse, and the next run ended as if nothing had been."""
        return self.seen in ("none", "whole") and self.ended == "whole"


@dataclass(frozen=True, slots=True)
class Watched:
    """A run that was watched: the points it passed, its copies by point, and the tables of a run that nobody disturbed."""

    points: tuple[str, ...]
    copies: dict[int, Path]
    undisturbed: Path


def watch(folder: Path, *, had_warehouse: bool) -> Watched:
    """Run over two files below ``folder``, after another run if ``had_warehouse``, and copy the warehouse's folder at every point where it changed.

    Raises ``RuntimeError`` if a run does not end as it should.
    """
    shutil.rmtree(folder, ignore_errors=True)
    raw, warehouse, undisturbed, trace = (folder / name for name in ("raw", "killed", "undisturbed", "trace"))
    put_reports(raw)
    unseen = Plan(str(folder / "nowhere"), str(folder / "unseen"), 0, "kill", 0)
    runs = [(undisturbed, unseen, ())]
    if had_warehouse:
        runs.append((warehouse, unseen, ()))
    runs.append((warehouse, Plan(str(warehouse), str(trace), 0, "copy", 0), ("--force",)))
    for where, plan, options in runs:
        status, printed = run_plan(raw, where, plan, *options)
        if status != STATUS:
            raise RuntimeError(f"a run that nobody disturbs ended with {status}: {printed[-2000:]}")
    copies = {int(path.name): path for path in Path(f"{trace}.copies").iterdir() if path.is_dir()}
    return Watched(tuple(read_trace(trace)), copies, undisturbed)


def states(folder: Path, watched: Watched, seconds: float = 1e9) -> Iterator[State]:
    """Yield what becomes of each state, in the order in which they came; of those there is no time for, ``ended`` says so."""
    warehouse, deadline = folder / "killed", time.monotonic() + seconds
    for numbers in _told_apart(watched).values():
        began, first = time.monotonic(), min(numbers)
        _put_back(watched.copies[first], warehouse)
        seen = what_readers_see(warehouse, watched.undisturbed)
        ended = "not run: no time left"
        if began < deadline:
            ended = what_a_run_makes(folder / "raw", warehouse, watched.undisturbed)
        name = watched.points[first - 1] if first <= len(watched.points) else "the end"
        yield State(first, name, len(numbers), seen, ended, time.monotonic() - began)


def _told_apart(watched: Watched) -> dict[str, list[int]]:
    """The points by the state they leave, each state as its first point came."""
    found: dict[str, list[int]] = {}
    # A file that did not change from copy to copy is one file with many names.
    hashes: dict[int, bytes] = {}
    mark = ""
    for number in range(1, len(watched.points) + 1):
        if number in watched.copies:
            mark = _content(watched.copies[number], hashes)
        if mark:
            found.setdefault(mark, []).append(number)
    return found


def _put_back(copy: Path, warehouse: Path) -> None:
    shutil.rmtree(warehouse, ignore_errors=True)
    shutil.copytree(copy, warehouse, symlinks=True)


def _content(warehouse: Path, hashes: dict[int, bytes]) -> str:
    """What stands in the folder once the next run has thrown away what this one left of itself; ``hashes`` are of files by their number."""
    thrown_away = {str(path) for path in leftovers(Settings.load(warehouse=warehouse))}
    digest = hashlib.sha256()
    for where, folders, files in os.walk(warehouse):
        inside = os.path.relpath(where, warehouse)
        folders[:] = sorted(
            name
            for name in folders
            if f"{where}/{name}" not in thrown_away and is_counted(os.path.normpath(f"{inside}/{name}"))
        )
        for name in sorted(files):
            path = Path(where, name)
            if str(path) not in thrown_away:
                digest.update(f"{inside}/{name}\0".encode())
                digest.update(str(path.readlink()).encode() if path.is_symlink() else _hash_of(path, hashes))
    return digest.hexdigest()


def _hash_of(path: Path, hashes: dict[int, bytes]) -> bytes:
    number = path.stat().st_ino
    if number not in hashes:
        digest = hashlib.sha256()
        with path.open("rb") as file:
            while chunk := file.read(_CHUNK_BYTES):
                digest.update(chunk)
        hashes[number] = digest.digest()
    return hashes[number]

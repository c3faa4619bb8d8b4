"""Every state in which a killed run can leave its folder, and what the next run makes of each.

Belongs here: one run watched at all its points, the states told apart, and a run to the end from each. Points are thousands, but most lie
between two writes to what the next run throws away before it does anything (``runs.state.leftovers``): states that differ in nothing else
are one. Killing a run for each of its points would take hours; that no process outlives a killed one is ``whole_runs``' to show. What was
watched and tried before is in ``before``.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import time
from collections.abc import Iterator
from pathlib import Path

from benchmarks.soak.before import (
    State,
    Watched,
    code_of,
    remember_tried,
    remember_watched,
    tried_before,
    watched_before,
)
from benchmarks.soak.beside import half_seen
from benchmarks.soak.hook.copies import is_counted
from benchmarks.soak.hook.fault_points import Plan
from benchmarks.soak.whole_runs import STATUS, put_reports, run_plan, what_a_run_makes, what_readers_see
from pipelines.runs.state import leftovers
from pipelines.settings import Settings

_CHUNK_BYTES = 1 << 20


def watch(folder: Path, *, had_warehouse: bool) -> Watched:
    """Run over two files below ``folder``, after another run if ``had_warehouse``, and copy the warehouse's folder at every point where it changed.

    If this very code watched that run before, it is not run again. Raises ``RuntimeError`` if a run does not end as it should.
    """
    code = code_of()
    if (before := watched_before(folder, code)) is not None:
        return before
    shutil.rmtree(folder, ignore_errors=True)
    raw, warehouse, undisturbed, trace = (folder / name for name in ("raw", "killed", "undisturbed", "trace"))
    put_reports(raw)
    unseen = Plan(str(folder / "nowhere"), str(folder / "unseen"), 0, "kill", 0)
    runs: list[tuple[Path, Plan, tuple[str, ...]]] = [(undisturbed, unseen, ())]
    if had_warehouse:
        runs.append((warehouse, unseen, ()))
    runs.append((warehouse, Plan(str(warehouse), str(trace), 0, "copy", 0), ("--force",)))
    for where, plan, options in runs:
        status, printed = run_plan(raw, where, plan, *options)
        if status != STATUS:
            raise RuntimeError(f"a run that nobody disturbs ended with {status}: {printed[-2000:]}")
    remember_watched(folder, code, had_warehouse=had_warehouse)
    watched = watched_before(folder, code)
    if watched is None:
        raise RuntimeError("the code was changed while it was watched")
    return watched


def states(folder: Path, watched: Watched, seconds: float = 1e9) -> Iterator[State]:
    """Yield what becomes of each state, first of those that most points leave; those there is no time for are yielded without what became of them.

    What became of a state before is remembered in ``folder``, and yielded again.
    """
    warehouse, deadline, tried = folder / "killed", time.monotonic() + seconds, tried_before(folder)
    for numbers in sorted(_told_apart(watched).values(), key=len, reverse=True):
        began, first = time.monotonic(), min(numbers)
        name = watched.points[first - 1]
        if first in tried:
            yield tried[first]
        elif began >= deadline:
            yield State(first, name, len(numbers), "", "", 0)
        else:
            _put_back(watched.copies[first], warehouse)
            seen = _seen(warehouse, watched)
            ended = what_a_run_makes(folder / "raw", warehouse, watched.undisturbed)
            state = State(first, name, len(numbers), seen, ended, time.monotonic() - began)
            remember_tried(folder, state)
            yield state


def _seen(warehouse: Path, watched: Watched) -> str:
    seen = what_readers_see(warehouse, watched.undisturbed)
    if seen == "none" and watched.had_warehouse:
        return "no warehouse any more"
    half = half_seen(warehouse, watched.undisturbed)
    return f"half of {half}" if half and seen in ("none", "whole") else seen


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

"""Copies of a folder at the points that a run passes, each as a run killed there would leave it.

Belongs here: standing the other processes of the run still, and copying what changed since the point before. Loaded with
``fault_points``: the standard library only. What is made of the copies is in ``soak.every_state``.
"""

from __future__ import annotations

import fcntl
import json
import os
import shutil
import signal
import stat
from pathlib import Path
from typing import Any

#: Dagster's records and what dbt writes for people to look at change at every step, and no run goes on from them.
UNCOUNTED = ("dagster", "dbt/compiled", "dbt/run", "dbt/logs", "data_docs")
_LAST = "last.json"


def copy_if_new(folder: Path, copies: Path, number: int, run: int) -> None:
    """Copy ``folder`` to ``copies/NUMBER`` if it is another than at the copy before, while no other process of ``run`` is at work.

    A file that is as it was then is a link to that copy: nobody may write into a copy.
    """
    copies.mkdir(exist_ok=True)
    with (copies / _LAST).open("a+", encoding="utf-8") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        others = _others(run)
        try:
            for process in others:
                os.kill(process, signal.SIGSTOP)
            held.seek(0)
            last = json.loads(held.read() or '{"copy": null, "marks": {}}')
            copy = copies / f"{number:05d}"
            marks = _copied_if_new(folder, copy, last)
            if marks is not None:
                held.seek(0)
                held.truncate()
                held.write(json.dumps({"copy": str(copy), "marks": marks}))
                held.flush()
        finally:
            for process in others:
                os.kill(process, signal.SIGCONT)


def is_counted(path: str) -> bool:
    """True if a file of the folder, named from it on, makes a state another one."""
    return not any(path == name or path.startswith(f"{name}/") for name in UNCOUNTED)


def _copied_if_new(folder: Path, copy: Path, last: dict[str, Any]) -> dict[str, list[int]] | None:
    """Copy if there is anything new; returns the marks of what was copied. Other threads of this very process do not stand still."""
    while True:
        marks = _marks(folder)
        if _counted(marks) == _counted(last["marks"]):
            return None
        try:
            _copy(folder, copy, marks, last)
        except FileNotFoundError:
            # Renamed or removed meanwhile: a copy with neither name would be a state that never was.
            shutil.rmtree(copy)
            continue
        return marks


def _marks(folder: Path) -> dict[str, list[int]]:
    """Each file, link and folder below ``folder`` with what tells it from what was there before: kind, size, time of change, number."""
    found = {}
    for where, folders, files in os.walk(folder):
        for name in (*folders, *files):
            try:
                facts = os.lstat(f"{where}/{name}")
            except FileNotFoundError:
                continue
            kind = stat.S_IFMT(facts.st_mode)
            is_folder = kind == stat.S_IFDIR
            changes = [0, 0] if is_folder else [facts.st_size, facts.st_mtime_ns]
            found[os.path.relpath(f"{where}/{name}", folder)] = [kind, *changes, facts.st_ino]
    return found


def _counted(marks: dict[str, list[int]]) -> dict[str, list[int]]:
    return {path: mark for path, mark in marks.items() if is_counted(path)}


def _copy(folder: Path, copy: Path, marks: dict[str, list[int]], last: dict[str, Any]) -> None:
    """Copy what ``marks`` has; of what does not count, and went meanwhile, the mark is taken away."""
    copy.mkdir()
    # A folder comes before what is in it.
    for path in sorted(marks):
        try:
            _copy_one(folder / path, copy / path, marks[path], Path(last["copy"] or "", path), last["marks"].get(path))
        except FileNotFoundError:
            if is_counted(path):
                raise
            del marks[path]


def _copy_one(source: Path, target: Path, mark: list[int], before: Path, mark_before: list[int] | None) -> None:
    if mark[0] == stat.S_IFDIR:
        target.mkdir()
    elif mark[0] == stat.S_IFLNK:
        target.symlink_to(source.readlink())
    elif mark == mark_before:
        target.hardlink_to(before)
    elif mark[0] == stat.S_IFREG:
        shutil.copy2(source, target)


def _others(run: int) -> list[int]:
    """The processes of the run but this one; one that is gone by then cannot be asked."""
    mark = f"YUSUAN_SOAK_RUN={run}".encode()
    found = []
    for process in Path("/proc").iterdir():
        if process.name.isdigit() and int(process.name) != os.getpid():
            try:
                if mark in (process / "environ").read_bytes().split(b"\0"):
                    found.append(int(process.name))
            except OSError:
                continue
    return found

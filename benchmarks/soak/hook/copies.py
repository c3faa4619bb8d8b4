"""Copies of a folder at the points that a run passes, each as a run killed there would leave it.

Belongs here: standing the other processes of the run still, and copying what changed since the point before. Loaded with
``fault_points``: the standard library only. What is made of the copies is in ``soak.every_state``.
"""

from __future__ import annotations

import fcntl
import hashlib
import os
import shutil
import signal
from pathlib import Path

#: Dagster's records and what dbt writes for people to look at change at every step, and no run goes on from them.
UNCOUNTED = ("dagster", "dbt/compiled", "dbt/run", "dbt/logs", "data_docs")
_KEY = "key"


def copy_if_new(folder: Path, copies: Path, number: int, run: int) -> None:
    """Copy ``folder`` to ``copies/NUMBER`` if it is another than at the copy before, while no other process of ``run`` is at work."""
    copies.mkdir(exist_ok=True)
    with (copies / _KEY).open("a+", encoding="utf-8") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        others = _others(run)
        try:
            for process in others:
                os.kill(process, signal.SIGSTOP)
            held.seek(0)
            key = hashlib.sha256(repr(_marks(folder)).encode()).hexdigest()
            if key != held.read():
                held.truncate(0)
                held.write(key)
                held.flush()
                shutil.copytree(folder, copies / f"{number:05d}", symlinks=True, ignore_dangling_symlinks=True)
        finally:
            for process in others:
                os.kill(process, signal.SIGCONT)


def is_counted(path: str) -> bool:
    """True if a file of the folder, named from it on, makes a state another one."""
    return not any(path == name or path.startswith(f"{name}/") for name in UNCOUNTED)


def _marks(folder: Path) -> list[tuple[str, int, int, int]]:
    found = []
    for where, folders, files in os.walk(folder):
        inside = os.path.relpath(where, folder)
        folders[:] = [name for name in folders if is_counted(os.path.normpath(f"{inside}/{name}"))]
        for name in (*folders, *files):
            path = f"{where}/{name}"
            facts = os.lstat(path)
            is_folder = name in folders
            found.append((path, 0 if is_folder else facts.st_size, 0 if is_folder else facts.st_mtime_ns, facts.st_ino))
    return sorted(found)


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

"""Jobs with files, done on a cluster of this machine: those that end well, and those that end badly there."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pipelines.cluster import Brought, Errand
from pipelines.cluster.store import hash_of
from pipelines.workers import Budget

Tell = Callable[[Any], None]
BUDGET = Budget(60, 60, 500)
#: Set for the workers of a cluster, not for the run.
ON_WORKER = "YUSUAN_TEST_ON_WORKER"


@dataclass(frozen=True, slots=True)
class Job:
    """A file to copy, by way of a kept file and into a folder."""

    source: Path
    kept: Path
    folder: Path
    what: str = ""


def copy(job: Job, tell: Tell) -> str:
    tell([1, 1])
    is_kept = job.kept.exists()
    words = job.kept.read_text() if is_kept else job.source.read_text().upper()
    job.kept.parent.mkdir(exist_ok=True)
    job.kept.write_text(words)
    job.folder.mkdir(parents=True)
    (job.folder / "words.txt").write_text(words)
    return "kept" if is_kept else str(os.environ.get(ON_WORKER, "here"))


def eat_memory(job: Job, tell: Tell) -> None:
    eaten = []
    while True:
        eaten.append(b"x" * 20_000_000)


def sleep_for_ever(job: Job, tell: Tell) -> None:
    time.sleep(3600)


def make_nothing(job: Job, tell: Tell) -> str:
    return "changed meanwhile"


def fail(job: Job, tell: Tell) -> None:
    raise ValueError("no such page")


def die_on_worker(job: Job, tell: Tell) -> str:
    """What a machine's kernel does when memory is short: it ends the process, and says nothing."""
    if ON_WORKER in os.environ:
        os.kill(os.getpid(), signal.SIGKILL)
    return copy(job, tell)


def mark_and_wait(job: Job, tell: Tell) -> str:
    """Say where it is at work; waits at its first time only."""
    mark = Path(job.what)
    if not mark.exists():
        mark.write_text(str(os.getppid()))
        time.sleep(3600)
    return copy(job, tell)


def version() -> str:
    return "v1"


def processes() -> list[tuple[int, int]]:
    """Asked of a worker: the number of each process that it keeps, and how many jobs that has done."""
    from pipelines.cluster import doing

    return [(process.pid, process.jobs_done) for pool in doing._idle for process in pool._idle]


def errand(
    folder: Path, name: str, work: str = "copy", what: str = "", budget: Budget = BUDGET, is_other: bool = False
) -> Errand:
    source = folder / "raw" / f"{name}.txt"
    source.parent.mkdir(exist_ok=True)
    source.write_text(f"words of {name}")
    job = Job(source, folder / "cells" / f"{name}.txt", folder / "hand_over" / "documents" / name, what)
    return Errand(
        name,
        f"{__name__}:{work}",
        job,
        budget,
        brings={
            "source": Brought(f"raw/{name}.txt", hash_of(source)),
            "kept": Brought(f"cells/{name}.txt", is_needed=False),
        },
        makes={"kept": f"cells/{name}.txt", "folder": f"readings/{name}.zip"},
        version_of=f"{__name__}:version",
        version="v2" if is_other else "v1",
    )

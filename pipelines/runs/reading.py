"""Reading documents side by side: one job a document to the workers, its news passed on, its time and memory noted.

Belongs here: jobs and what came of them, on this machine or on a cluster. Who must be read, and what is remembered of those that
cannot be, is in ``read_step``.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from pipelines.cluster import Brought, Errand, Place
from pipelines.cluster.choosing import executor
from pipelines.documents.reasons import reason
from pipelines.extraction.version import cells_version
from pipelines.journal.journal import Journal
from pipelines.journal.news import listener
from pipelines.reports.version import reading_version
from pipelines.runs.reading_worker import FileChanged, ReadJob
from pipelines.workers import Budget, Outcome, Problem, Task

_WORK = "pipelines.runs.reading_worker:read_one"
_VERSION = "pipelines.reports.version:reading_version"


@dataclass(frozen=True, slots=True)
class ReadResult:
    """What became of one document: the seconds it took itself, why it could not be read, if so, and why no cluster read it that should."""

    document_id: str
    file_name: str
    page_count: int
    seconds: float
    problem: Problem | None
    #: If the file changed or went while it was read, so that the next run looks anew.
    changed: FileChanged | None = None
    read_here_because: str | None = None


@dataclass(frozen=True, slots=True)
class ReadSummary:
    """What became of every document that this run read."""

    results: tuple[ReadResult, ...]


def read_documents(
    jobs: Sequence[ReadJob],
    budget: Budget,
    journal: Journal,
    worker_count: int | None = None,
    place: Place | None = None,
) -> list[ReadResult]:
    """Read every job's document, each within the budget; returns one result a job.

    Long documents go first, so that the last process does not work alone. With ``place``, a cluster reads; raises
    ``ClusterError`` if it cannot go on.
    """
    if not jobs:
        return []
    listener().documents_counted(len(jobs), sum(job.facts.page_count for job in jobs))
    by_id = {job.facts.document_id: job for job in jobs}
    ordered = sorted(jobs, key=lambda job: -job.facts.page_count)
    tasks = [errand(job, budget) for job in ordered]

    def pass_on(task: Task, news: Any) -> None:
        listener().page_read(by_id[task.key].facts.file_name, *news)

    with executor(place, worker_count) as workers:
        return [
            _result(by_id[outcome.task.key], outcome, journal, workers.done_here.get(outcome.task.key))
            for outcome in workers.run(tasks, pass_on)
        ]


def errand(job: ReadJob, budget: Budget) -> Errand:
    """Everything that crosses is named by the hash of the document and the version of what made it: no name ever means two things."""
    document_id, version = job.facts.document_id, reading_version()
    cells = f"cells/{cells_version()}/{document_id}.parquet"
    return Errand(
        document_id,
        _WORK,
        job,
        budget,
        brings={"path": Brought(f"raw/{document_id}.pdf", document_id), "cells_path": Brought(cells, is_needed=False)},
        # The folder last: a document is read once it is there.
        makes={"cells_path": cells, "folder": f"readings/{version}/{document_id}.zip"},
        version_of=_VERSION,
        version=version,
    )


def _result(job: ReadJob, outcome: Outcome, journal: Journal, read_here_because: str | None) -> ReadResult:
    facts, problem = job.facts, outcome.problem
    changed = outcome.value if isinstance(outcome.value, FileChanged) else None
    if changed is not None:
        why = reason(changed.reason_code)
        problem = Problem("failed", why.zh, why.en)
    journal.note(
        "read",
        "document",
        facts.file_name,
        outcome.seconds,
        cpu_seconds=outcome.cpu_seconds,
        peak_mb=outcome.peak_mb,
        outcome="done" if problem is None else problem.kind,
        document_id=facts.document_id,
    )
    listener().document_read(facts.file_name, problem.en if problem else None)
    return ReadResult(
        facts.document_id, facts.file_name, facts.page_count, outcome.seconds, problem, changed, read_here_because
    )

"""Reading documents side by side: one job a document to the pool, its news passed on, its time and memory noted.

Belongs here: jobs and what came of them. Who must be read, and what is remembered of those that cannot be, is in ``read_step``.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from pipelines.documents.reasons import reason
from pipelines.journal.journal import Journal
from pipelines.journal.news import listener
from pipelines.runs.reading_worker import FileChanged, ReadJob
from pipelines.workers import Budget, Outcome, Pool, Problem, Task

_WORK = "pipelines.runs.reading_worker:read_one"


@dataclass(frozen=True, slots=True)
class ReadResult:
    """What became of one document: the seconds it took itself, and why it could not be read, if so."""

    document_id: str
    file_name: str
    page_count: int
    seconds: float
    problem: Problem | None
    #: If the file changed or went while it was read, so that the next run looks anew.
    changed: FileChanged | None = None


@dataclass(frozen=True, slots=True)
class ReadSummary:
    """What became of every document that this run read."""

    results: tuple[ReadResult, ...]


def read_documents(
    jobs: Sequence[ReadJob], budget: Budget, journal: Journal, worker_count: int | None = None
) -> list[ReadResult]:
    """Read every job's document, each within the budget; returns one result a job.

    Long documents go first, so that the last process does not work alone.
    """
    if not jobs:
        return []
    listener().documents_counted(len(jobs), sum(job.facts.page_count for job in jobs))
    by_id = {job.facts.document_id: job for job in jobs}
    ordered = sorted(jobs, key=lambda job: -job.facts.page_count)
    tasks = [Task(job.facts.document_id, _WORK, job, budget) for job in ordered]

    def pass_on(task: Task, news: Any) -> None:
        listener().page_read(by_id[task.key].facts.file_name, *news)

    with Pool(worker_count) as pool:
        return [_result(by_id[outcome.task.key], outcome, journal) for outcome in pool.run(tasks, pass_on)]


def _result(job: ReadJob, outcome: Outcome, journal: Journal) -> ReadResult:
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
    return ReadResult(facts.document_id, facts.file_name, facts.page_count, outcome.seconds, problem, changed)

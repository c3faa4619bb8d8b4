"""Triage of files that nobody has looked at yet, in worker processes and within the budget, here or on a cluster.

Belongs here: the job a worker does, and what is said of a file whose triage was given up. What a file is, is decided in
``triaging``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pipelines.cluster import Brought, Errand, Place
from pipelines.cluster.choosing import executor
from pipelines.documents.files import RawFile
from pipelines.documents.reasons import OVER_BUDGET, Reason, reason
from pipelines.documents.triaging import Triage, triage
from pipelines.documents.version import triage_version
from pipelines.workers import Budget, Outcome, Problem

_WORK = f"{__name__}:triage_one"
_VERSION = "pipelines.documents.version:triage_version"


@dataclass(frozen=True, slots=True)
class TriageJob:
    """One file to triage."""

    path: Path


def triage_one(job: TriageJob, tell: Callable[[Any], None]) -> Triage:
    """Do the job in a worker process: triage a file, with news of each page."""
    return triage(job.path, tell)


def triage_files(
    files: Iterable[RawFile], budget: Budget, worker_count: int | None = None, place: Place | None = None
) -> Iterator[tuple[RawFile, Outcome]]:
    """Triage the files side by side; yields each with an outcome whose value is a :class:`Triage`, whatever happened.

    With ``place``, a cluster does; raises ``ClusterError`` if it cannot go on.
    """
    by_key = {str(number): file for number, file in enumerate(files)}
    if not by_key:
        return
    version = triage_version() if place is not None else ""
    tasks = [_errand(key, file, budget, version) for key, file in by_key.items()]
    with executor(place, min(worker_count, len(tasks)) if worker_count else None) as workers:
        for outcome in workers.run(tasks):
            yield by_key[outcome.task.key], outcome


def _errand(key: str, file: RawFile, budget: Budget, version: str) -> Errand:
    brings = {"path": Brought(f"raw/{file.document_id}.pdf", file.document_id)}
    return Errand(key, _WORK, TriageJob(file.path), budget, brings, version_of=_VERSION, version=version)


def verdict_of(outcome: Outcome) -> Triage:
    """Return the triage of an outcome; a problem is a refusal with its reason."""
    if outcome.problem is not None:
        return Triage(False, _reason_of(outcome.problem))
    found: Triage = outcome.value
    return found


def _reason_of(problem: Problem) -> Reason:
    if problem.is_over_budget:
        return reason(OVER_BUDGET, problem.en, problem.zh)
    return reason("damaged_pdf", problem.en, problem.zh)

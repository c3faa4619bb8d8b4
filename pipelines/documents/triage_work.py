"""Triage of files that nobody has looked at yet, in worker processes and within the budget.

Belongs here: the job a worker does, and what is said of a file whose triage was given up. What a file is, is decided in
``triaging``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

from pipelines.documents.files import RawFile
from pipelines.documents.reasons import OVER_BUDGET, Reason, reason
from pipelines.documents.triaging import Triage, triage
from pipelines.workers import Budget, Outcome, Pool, Problem, Task

_WORK = f"{__name__}:triage_one"


def triage_one(path: str, tell: Callable[[Any], None]) -> Triage:
    """Do the job in a worker process: triage a file, with news of each page."""
    return triage(Path(path), tell)


def triage_files(
    files: Iterable[RawFile], budget: Budget, worker_count: int | None = None
) -> Iterator[tuple[RawFile, Outcome]]:
    """Triage the files side by side; yields each with an outcome whose value is a :class:`Triage`, whatever happened."""
    by_key = {str(number): file for number, file in enumerate(files)}
    if not by_key:
        return
    tasks = [Task(key, _WORK, str(file.path), budget) for key, file in by_key.items()]
    with Pool(min(worker_count, len(tasks)) if worker_count else None) as pool:
        for outcome in pool.run(tasks):
            yield by_key[outcome.task.key], outcome


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

"""Reading the documents that were not read before, and remembering those that cannot be.

Belongs here: choosing what is left to do and noting the outcome. The pool is in ``reading``.
"""

from __future__ import annotations

import os
from collections.abc import Iterable

from pipelines.contract import hand_over
from pipelines.extraction.version import cells_version
from pipelines.journal.news import listener
from pipelines.reports.facts import FileFacts
from pipelines.reports.version import reading_version
from pipelines.runs.raw_folder import set_unreadable_aside
from pipelines.runs.reading import ReadResult, read_documents
from pipelines.runs.reading_worker import ReadJob
from pipelines.runs.state import RunState
from pipelines.settings import Settings


def unread(settings: Settings, documents: Iterable[FileFacts]) -> list[FileFacts]:
    """Return the documents that the present version has neither read nor found unreadable."""
    return [facts for facts in documents if not hand_over.is_read(settings, facts.document_id, reading_version())]


def read_new(state: RunState, documents: Iterable[FileFacts]) -> list[ReadResult]:
    """Read those of ``documents`` that were not read before; returns one result for each of them.

    A document that cannot be read is noted with its reason and stops nobody.
    """
    jobs = [
        ReadJob(
            state.settings.raw_dir / facts.file_name,
            facts,
            hand_over.cells_path(state.settings, facts.document_id, cells_version()),
            hand_over.document_folder(state.settings, facts.document_id, reading_version()),
        )
        for facts in unread(state.settings, documents)
    ]
    listener().phase_started("read")
    results = read_documents(jobs, state.worker_count or usual_worker_count())
    for result in results:
        if result.problem is not None:
            hand_over.note_failure(state.settings, result.document_id, reading_version(), result.problem)
    if any(result.problem for result in results):
        set_unreadable_aside(state.settings)
    state.read_results += results
    return results


def usual_worker_count() -> int:
    """One process a core that this process may use."""
    affinity = getattr(os, "sched_getaffinity", None)
    return len(affinity(0)) if affinity else (os.cpu_count() or 1)

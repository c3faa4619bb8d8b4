"""Reading the documents that were not read before, and remembering those that cannot be.

Belongs here: choosing what is left to do and noting the outcome. The pool is in ``reading``.
"""

from __future__ import annotations

from collections.abc import Iterable

from pipelines.cluster import Place
from pipelines.contract import hand_over
from pipelines.documents.names import opened
from pipelines.extraction.version import cells_version
from pipelines.journal.news import listener
from pipelines.reports.facts import FileFacts
from pipelines.reports.version import reading_version
from pipelines.runs.raw_folder import set_unreadable_aside
from pipelines.runs.reading import ReadResult, ReadSummary, read_documents
from pipelines.runs.reading_worker import ReadJob
from pipelines.runs.state import RunState
from pipelines.settings import Settings
from pipelines.workers import Budgets


def unread(settings: Settings, documents: Iterable[FileFacts]) -> list[FileFacts]:
    """Return the documents that the present version has neither read nor found unreadable within the present budget."""
    version, budget = reading_version(), str(Budgets.load().reading)
    return [facts for facts in documents if not hand_over.is_read(settings, facts.document_id, version, budget)]


def read_new(state: RunState, documents: Iterable[FileFacts]) -> list[ReadResult]:
    """Read those of ``documents`` that were not read before; returns one result for each of them.

    A document that cannot be read, or not within its budget, is noted with its reason and stops nobody. One whose file changed
    meanwhile is set aside for this run only. Where the settings name a cluster, it reads; raises ``ClusterError`` if it cannot go on.
    """
    settings, version, cells = state.settings, reading_version(), cells_version()
    jobs = [
        ReadJob(
            opened(settings.raw_dir, facts.file_name),
            facts,
            hand_over.cells_path(settings, facts.document_id, cells),
            hand_over.document_folder(settings, facts.document_id, version),
        )
        for facts in unread(settings, documents)
    ]
    listener().phase_started("read")
    budget = Budgets.load().reading
    with state.journal.phase("read"):
        place = Place.load(settings.cluster_dir)
        results = read_documents(jobs, budget, state.journal, state.worker_count, place)
    for result in results:
        if result.problem is not None and result.changed is None:
            given_up = str(budget) if result.problem.is_over_budget else None
            hand_over.note_failure(
                settings, result.document_id, version, result.problem.en, result.problem.zh, given_up
            )
    if any(result.problem for result in results):
        changed = {result.document_id: result.changed.reason_code for result in results if result.changed is not None}
        set_unreadable_aside(settings, changed)
    before = state.results.find(ReadSummary)
    state.results.put(ReadSummary((*(before.results if before else ()), *results)))
    return results

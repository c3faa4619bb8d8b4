"""From a hand-over to a candidate that may be published: build, judge, hold back whoever must be, build again.

Belongs here: that loop. What is judged and decided is ``quality``'s business; this room only does what the decision says.
A document that fails is held back alone; a gate that would hold back every document closes instead.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import duckdb

from expectations import declared_policy, declared_suites
from pipelines.contract import hand_over
from pipelines.journal.news import listener
from pipelines.runs.outcome import GateClosedError
from pipelines.runs.state import RunState
from pipelines.warehouse.build_journal import note_build, note_diagnosed
from pipelines.warehouse.dbt_build import DbtFailure, DbtOutcome, build_events
from pipelines.warehouse.dbt_manifest import dbt_project_hash
from pipelines.warehouse.fingerprint import code_hash
from pipelines.warehouse.head_start import import_great_expectations

if TYPE_CHECKING:
    from pipelines.quality import GateReport

#: How often documents may be held back and the candidate built again before the gate closes.
_MOST_REBUILDS = 3


def build_candidate(state: RunState) -> list[dict[str, Any]]:
    """Build the candidate; returns dbt's events of the build that counts.

    Where data tests fail on rows that name their documents, these documents are held back and the candidate is built
    again. Raises ``GateClosedError`` if dbt cannot build the candidate even so.
    """
    _start_holds(state)
    for _ in range(_MOST_REBUILDS + 1):
        events, outcome = _build(state)
        if outcome.is_good:
            return events
        blamed = _documents_blamed(state.candidate_path, outcome.failures)
        if not blamed or not _hold_back(state, blamed):
            break
    raise GateClosedError(f"dbt could not build the candidate, so nothing is published:\n{outcome.why}")


def validate_candidate(state: RunState) -> GateReport:
    """Judge the candidate with every suite, hold back and build again if need be; returns the last judgement.

    The results are written into the candidate. The report may be closed: ask it before publishing.
    """
    from pipelines.quality import run_suites, write_results

    listener().phase_started("suites")
    for attempt in range(_MOST_REBUILDS + 1):
        with state.journal.phase("suites"):
            report = run_suites(
                state.candidate_path,
                state.settings.data_docs_dir,
                run_id=state.run_id,
                suites=declared_suites(),
                policy=declared_policy(),
                on_suite=_tell_suite,
            )
        if report.decision != "rebuild" or attempt == _MOST_REBUILDS or not _hold_back(state, report.held_back):
            break
        build_candidate(state)
    write_results(state.candidate_path, report, state.run_id)
    state.gate_report = report
    return report


def _tell_suite(name: str, done: int, total: int) -> None:
    listener().suites_counted(total)
    if done:
        listener().suite_validated(name)


def _start_holds(state: RunState) -> None:
    """Make the hand-over whole for dbt, with the holds this very code found before; forget other code's."""
    from pipelines.reports.version import reading_version

    hand_over.prepare(state.settings, reading_version())
    if not state.held_back:
        state.held_back = hand_over.remembered_holds(state.settings, _made_by(state))
    hand_over.write_holds(state.settings, state.held_back, _made_by(state))


def _hold_back(state: RunState, reasons: dict[str, str]) -> bool:
    """Hold these documents back too; False if that tells nothing new or would leave no document at all."""
    new = {key: reason for key, reason in reasons.items() if key not in state.held_back}
    read = {file.document_id for file in state.accepted_files()}
    if not new or read <= {*state.held_back, *new}:
        return False
    state.held_back |= new
    hand_over.write_holds(state.settings, state.held_back, _made_by(state))
    return True


def _made_by(state: RunState) -> str:
    from pipelines.reports.version import reading_version

    return f"{reading_version()} {code_hash(dbt_project_hash(state.settings))}"


def _build(state: RunState) -> tuple[list[dict[str, Any]], DbtOutcome]:
    listener().phase_started("dbt")
    state.clear_folder()
    import_great_expectations()
    outcome = DbtOutcome()
    events = list(
        build_events(
            state.settings,
            state.candidate_path,
            outcome,
            on_news=lambda news: _tell_diagnosed(state, news),
            running=state.dbt_session,
        )
    )
    note_build(state.journal, outcome)
    state.dbt_session = None
    state.dbt_outcome = outcome
    return events, outcome


def _tell_diagnosed(state: RunState, news: dict[str, Any]) -> None:
    note_diagnosed(state.journal, news)
    listener().document_diagnosed(news["document_count"])


def _documents_blamed(candidate: Path, failures: Iterable[DbtFailure]) -> dict[str, str]:
    """Documents whose rows make data tests fail, with the reason; nobody if a failure cannot be laid at any door."""
    reasons: dict[str, list[str]] = {}
    if not candidate.exists():
        return {}
    with duckdb.connect(str(candidate), read_only=True) as connection:
        for failure in failures:
            documents = _documents_of_rows(connection, failure)
            if not documents:
                return {}
            for document_id in documents:
                reasons.setdefault(document_id, []).append(failure.unique_id.split(".")[2])
    return {key: f"data tests fail on this document's rows: {', '.join(tests)}" for key, tests in reasons.items()}


def _documents_of_rows(connection: duckdb.DuckDBPyConnection, failure: DbtFailure) -> list[str]:
    if not failure.unique_id.startswith("test.") or not failure.compiled_code:
        return []
    try:
        rows = connection.execute(f"select distinct document_id from ({failure.compiled_code}\n)").fetchall()
    except duckdb.Error:
        # The test's rows do not name a document: nobody to hold back alone.
        return []
    return [] if any(document_id is None for (document_id,) in rows) else [document_id for (document_id,) in rows]

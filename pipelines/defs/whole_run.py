"""The whole run in one process: the same assets that Dagster's page materialises, in order, skipping what is done.

Belongs here: which assets, when, and when there is nothing to do. What the assets do is in ``defs`` and left of it.
"""

from __future__ import annotations

import logging
import os
import shutil
import warnings
from collections.abc import Sequence
from typing import Any

import dagster as dg

from pipelines.contract import gathered
from pipelines.defs.dagster_home import IN_PROCESS_TAG, open_instance
from pipelines.journal.news import listener
from pipelines.runs.gate import begin_candidate
from pipelines.runs.nothing_new import published_already
from pipelines.runs.outcome import GateClosedError, LastRun, record_nothing_new
from pipelines.runs.raw_folder import scan_once
from pipelines.runs.state import RunState
from pipelines.runs.what_changed import is_to_be_made, may_go_on
from pipelines.warehouse.dbt_manifest import manifest_path
from pipelines.warehouse.head_start import import_beside

#: So many events that Dagster plans a run by are handed to its records together; 0, Dagster's default, is one by one.
_EVENTS_TOGETHER = 1000
#: Dagster's own log of a run goes to its records; the screen belongs to the progress bars.
_QUIET = {"loggers": {"console": {"config": {"log_level": "CRITICAL"}}}}


def whole_run(state: RunState, *, force: bool = False) -> LastRun:
    """Scan, read what is new, and, if that changes anything, build, judge and publish; returns what it came to.

    With ``force`` everything is done anew. Raises ``GateClosedError`` if nothing may be published. What came of it is recorded by
    the caller (``runs.outcome.recorded``).
    """
    warnings.filterwarnings("ignore", module="dagster")
    logging.getLogger("dagster").setLevel(logging.CRITICAL)
    os.environ["DAGSTER_HOME"] = str(state.settings.dagster_home)
    os.environ["DAGSTER_EVENT_BATCH_SIZE"] = str(_EVENTS_TOGETHER)
    try:
        with open_instance(state.settings) as instance:
            return _whole_run(state, instance, force)
    except dg.Failure as error:
        # A step says that it must not go on: the gate.
        raise GateClosedError(error.description or str(error)) from error


def _whole_run(state: RunState, instance: dg.DagsterInstance, force: bool) -> LastRun:
    from pipelines.defs.extracted_report import extracted_report
    from pipelines.defs.partitions import range_tags
    from pipelines.defs.raw_documents import raw_documents
    from pipelines.runs.read_step import unread

    if force:
        _forget(state)
    if not may_go_on(state):
        state.start_dbt()
    _materialize(instance, [raw_documents])
    todo = unread(state.settings, scan_once(state).accepted)
    tags: dict[str, str] = {}
    if todo:
        if not may_go_on(state):
            import_beside("dagster_dbt")
        tags = range_tags(instance, (facts.document_id for facts in todo))
        _materialize(instance, [raw_documents, extracted_report], [extracted_report], tags)
    session = state.dbt_session
    if session is not None and session.is_parsing:
        listener().phase_started("parse")
        with state.journal.phase("parse"):
            manifest_path(state.settings, session)
    if not force and todo and (publication := published_already(state)) is not None:
        # All that was new could not be read: what is published is still all there is.
        state.results.put(publication)
        return record_nothing_new(state)
    # What is made anew is so while Dagster's part for it is loaded.
    begin_candidate(state)
    judged = _build_and_publish(state, instance)
    if tags:
        _tell_documents(instance, judged, tags)
    return state.results.get(LastRun)


def _build_and_publish(state: RunState, instance: dg.DagsterInstance) -> dg.AssetsDefinition:
    """Materialise what is left, and return the asset that judged; a candidate that is brought up to date is so by that one."""
    from pipelines.defs.extracted_report import extracted_report
    from pipelines.defs.models_known import ModelsKnown, remember, remembered
    from pipelines.defs.published_warehouse import published_warehouse
    from pipelines.defs.raw_documents import raw_documents
    from pipelines.defs.validated_candidate import validated_candidate_of

    known = remembered(state.settings) if is_to_be_made(state) else None
    built: list[dg.AssetsDefinition] = []
    if known is None:
        from pipelines.defs.dbt import dbt_models

        known = ModelsKnown.of(dbt_models)
        remember(state.settings, known)
        if not is_to_be_made(state):
            built = [dbt_models]
    judged = validated_candidate_of(known)
    chosen = [*built, judged, published_warehouse]
    _materialize(instance, [raw_documents, extracted_report, *chosen], chosen)
    return judged


def _tell_documents(instance: dg.DagsterInstance, judged: dg.AssetsDefinition, tags: dict[str, str]) -> None:
    """Record with Dagster what the suites say of each document read now."""
    from pipelines.defs.document_checks import document_checks
    from pipelines.defs.extracted_report import extracted_report
    from pipelines.defs.published_warehouse import published_warehouse

    known = [extracted_report, judged, published_warehouse]
    _materialize(instance, [*known, document_checks], dg.AssetSelection.checks(document_checks), tags)


def _forget(state: RunState) -> None:
    """Forget what was read, what could not be, and what was held back."""
    hand_over_dir = state.settings.hand_over_dir
    kept = (state.settings.cells_dir, state.settings.findings_dir, state.settings.kept_dir)
    for folder in (hand_over_dir / "documents", hand_over_dir / "failures", *kept):
        shutil.rmtree(folder, ignore_errors=True)
    gathered.forget(state.settings)
    state.settings.held_back_path.unlink(missing_ok=True)


def _materialize(
    instance: dg.DagsterInstance,
    assets: Sequence[dg.AssetsDefinition],
    selection: Sequence[dg.AssetsDefinition] | dg.AssetSelection | None = None,
    tags: dict[str, str] | None = None,
) -> None:
    """Materialise assets in this process; raises what the failing step raised."""
    run_config: Any = _QUIET
    dg.materialize(
        list(assets),
        instance=instance,
        selection=selection,
        tags={IN_PROCESS_TAG: "yes", **(tags or {})},
        run_config=run_config,
    )

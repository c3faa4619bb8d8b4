"""Going on from the candidate of the last publication: what changed since, and making that anew.

Belongs here: these steps of a run. What is kept is in ``warehouse.kept_candidate``, how a change travels in ``warehouse.incremental``.
"""

from __future__ import annotations

import os
import time
from collections.abc import Mapping
from dataclasses import dataclass, field

import duckdb

from pipelines.contract.rows_by_document import Change
from pipelines.contract.sql import connect
from pipelines.diagnosis.model import KEPT_VARIABLE
from pipelines.journal.news import listener
from pipelines.quality.results import RESULTS
from pipelines.reports.version import reading_version
from pipelines.runs.holding import made_by
from pipelines.runs.outcome import GateClosedError
from pipelines.runs.read_again import to_be_made_anew
from pipelines.runs.state import RunState
from pipelines.warehouse.incremental import Applied
from pipelines.warehouse.kept_candidate import PublishedAs, find_kept, forget_kept
from pipelines.warehouse.parquet_tables import Files
from pipelines.workers.beside import Beside
from pipelines.workers.budget import NO_LIMIT
from pipelines.workers.pool import Task

_WORK = "pipelines.warehouse.incremental:bring_up_to_date_work"
_MANIFEST = "manifest.json"


@dataclass(slots=True)
class WhatChanged:
    """What this run makes anew in the candidate of the last publication: changes of sources, by name."""

    changes: Mapping[str, Change]
    #: The process at it; it can be given more to do.
    making: Beside
    #: What was published of the candidate before.
    published_as: PublishedAs
    parquet_files: Files
    started: float = field(default_factory=time.monotonic)
    #: True once the candidate is up to date.
    is_made: bool = False


def may_go_on(state: RunState) -> bool:
    """True if there is a candidate to go on from: then dbt need not be started before it is known how much changed."""
    return find_kept(state.settings, made_by(state)) is not None


def take_up(state: RunState) -> WhatChanged | None:
    """Take the kept candidate into the run's folder and begin to make anew what depends on what changed, in a process of its own.

    Returns what changed; None if everything is to be built.
    """
    kept = find_kept(state.settings, made_by(state))
    try:
        changes = (
            kept.changes(state.settings, reading_version(), to_be_made_anew(state.settings))
            if kept is not None
            else None
        )
    except duckdb.Error:
        # What was kept is damaged: everything is built, as if nothing had been.
        changes = None
    if kept is None or changes is None:
        forget_kept(state.settings)
        return None
    state.manifest_path = state.folder / _MANIFEST
    kept.move_to(state.candidate_path, state.manifest_path, state.counts_path)
    with connect(state.candidate_path) as connection:
        # What the suites said of it then is no table that they judge now.
        connection.execute(f"drop table if exists main.{RESULTS.name}")
    # Findings of what did not change are those of the run before.
    os.environ[KEPT_VARIABLE] = str(state.settings.findings_dir)
    payload = (state.candidate_path, state.manifest_path, state.settings.dbt_project_dir, changes)
    found = WhatChanged(
        changes, Beside(Task("what changed", _WORK, payload, NO_LIMIT)), kept.published_as, kept.parquet_files
    )
    state.at_end.callback(found.making.end)
    state.results.put(found)
    return found


def is_to_be_made(state: RunState) -> bool:
    """True if this run goes on from a candidate that is not up to date yet."""
    what = state.results.find(WhatChanged)
    return what is not None and not what.is_made


def made_anew(state: RunState, what: WhatChanged) -> Applied:
    """Wait until that is done; raises ``GateClosedError`` if a model could not be made."""
    outcome = what.making.outcome(lambda name: listener().node_built(str(name), "success"))
    if outcome.problem is not None:
        raise GateClosedError(
            f"The candidate could not be brought up to date, so nothing is published; the next run builds everything:\n{outcome.problem.en}"
        )
    what.is_made = True
    applied: Applied = outcome.value
    for unique_id, seconds in applied.seconds.items():
        state.journal.note("dbt", "dbt_node", unique_id, seconds)
    state.journal.note("dbt", "phase", "dbt", time.monotonic() - what.started, peak_mb=outcome.peak_mb)
    return applied

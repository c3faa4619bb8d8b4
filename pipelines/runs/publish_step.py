"""Publishing the candidate of the run at work.

Belongs here: gathering what the publication says of itself. How it is put in place is in ``warehouse.publish``.
"""

from __future__ import annotations

from datetime import UTC, datetime

from pipelines.cluster import Place
from pipelines.contract.hand_over import drop_other_versions
from pipelines.documents.verdicts import handed_over_verdicts
from pipelines.extraction.version import cells_version
from pipelines.journal.news import listener
from pipelines.quality import GateReport
from pipelines.reports.version import reading_version
from pipelines.runs.expected_bodies import expected_bodies
from pipelines.runs.holding import made_by, manifest_of
from pipelines.runs.identity_claims import identity_claims
from pipelines.runs.lake_step import bring_lake_up_to_date
from pipelines.runs.outcome import GateClosedError, is_published, record, record_unfinished
from pipelines.runs.prepared_beside import PreparedBeside
from pipelines.runs.raw_folder import registry_rows
from pipelines.runs.read_again import are_made_anew
from pipelines.runs.state import RunState
from pipelines.runs.suites_beside import SuitesBeside
from pipelines.runs.what_changed import WhatChanged
from pipelines.settings import Settings
from pipelines.site.dashboard.pictures_ahead import PicturesAhead
from pipelines.site.dashboard.publishing import draw_site_pictures, finish_site, prepare_site
from pipelines.site.layout_pictures import draw_layout_pictures
from pipelines.site.page_pictures import Artists
from pipelines.warehouse.dbt_manifest import dbt_project_hash
from pipelines.warehouse.fingerprint import code_hash, fingerprint, library_versions
from pipelines.warehouse.kept_candidate import keep
from pipelines.warehouse.prepared import Prepared
from pipelines.warehouse.publication import Publication, read_publication
from pipelines.warehouse.publish import finish_interrupted, parquet_of, publish


def fingerprint_of(settings: Settings) -> str:
    """Return the fingerprint of what a run would publish now."""
    code = code_hash(dbt_project_hash(settings))
    stated = [*identity_claims(settings), *handed_over_verdicts(settings.hand_over_dir), *expected_bodies(settings)]
    return fingerprint(code, reading_version(), [*registry_rows(settings), *stated])


def publish_candidate(state: RunState, report: GateReport) -> Publication:
    """Publish the candidate that the gate judged; raises ``GateClosedError`` unless it is open."""
    if not report.is_open:
        raise GateClosedError("the gate has not opened for this candidate; nothing is published")
    listener().phase_started("publish")
    prepared = _prepared(state)
    with state.journal.phase("publish"):
        publication = _finished(state) if is_published(state) else _published(state, prepared)
    state.results.put(publication)
    # Beside the warehouse, not in it: readers have the new one already, and a picture missing holds nothing up.
    with state.journal.phase("pictures"):
        _draw_pictures(state)
    if not state.is_purged:
        before = state.results.find(WhatChanged)
        is_whole = before is None or prepared is None or prepared.is_whole
        whole_size = None if before is None or is_whole else before.published_as.whole_size
        keep(
            state.settings,
            state.candidate_path,
            manifest_of(state),
            made_by(state),
            reading_version(),
            whole_size,
            state.counts_path,
            parquet_of(state.settings),
        )
    are_made_anew(state.settings)
    drop_other_versions(state.settings, reading_version(), cells_version())
    suites = state.results.find(SuitesBeside)
    behind = [suites.wait_for_data_docs() if suites is not None else None, bring_lake_up_to_date(state)]
    unfinished = [found.why for found in behind if found is not None]
    if unfinished:
        record_unfinished(state, "; ".join(unfinished))
    else:
        record(state, "published", "The gate is open; the warehouse is published.", "检验通过，已发布。")
    return publication


def _draw_pictures(state: RunState) -> None:
    """Draw pages, on the cluster that the settings name unless it failed beside the suites; hand on why it did not draw."""
    ahead = state.results.find(PicturesAhead)
    is_lost = ahead is not None and ahead.drawn_here is not None
    artists = Artists(None if is_lost else Place.load(state.settings.cluster_dir))
    draw_layout_pictures(state.settings, artists=artists)
    draw_site_pictures(state.settings, ahead=ahead, artists=artists)
    drawn_here = artists.drawn_here or (ahead.drawn_here if ahead is not None else None)
    if drawn_here is not None:
        state.results.put(drawn_here)


def _prepared(state: RunState) -> Prepared | None:
    """What was made beside the suites; a second try makes everything anew, for the first one has used it up."""
    beside = state.results.find(PreparedBeside)
    state.results.drop(PreparedBeside)
    return beside.prepared() if beside is not None else None


def _published(state: RunState, prepared: Prepared | None) -> Publication:
    return publish(
        state.settings,
        state.candidate_path,
        Publication(
            publication_id=state.run_id,
            published_at=datetime.now(UTC),
            fingerprint=fingerprint_of(state.settings),
            extractor_version=reading_version(),
            library_versions=library_versions(),
        ),
        state.journal.steps,
        lambda warehouse, version: prepare_site(state.settings, warehouse, version),
        prepared,
    )


def _finished(state: RunState) -> Publication:
    """Finish what a first try left undone after the file was in its place: it can be published once only."""
    publication = read_publication(state.settings.published_path)
    assert publication is not None
    finish_interrupted(state.settings)
    finish_site(state.settings)
    return publication

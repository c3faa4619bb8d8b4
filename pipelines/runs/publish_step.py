"""Publishing the candidate of the run at work.

Belongs here: gathering what the publication says of itself. How it is put in place is in ``publishing.publish``.
"""

from __future__ import annotations

from datetime import UTC, datetime

from pipelines.extraction import EXTRACTOR_VERSION
from pipelines.extraction.version import cells_version
from pipelines.publishing.layout_pictures import draw_layout_pictures
from pipelines.publishing.publication import Publication
from pipelines.publishing.publish import publish
from pipelines.runs.dbt_manifest import dbt_project_hash
from pipelines.runs.fingerprint import code_hash, fingerprint, library_versions
from pipelines.runs.hand_over import drop_other_versions
from pipelines.runs.outcome import record
from pipelines.runs.progress import listener
from pipelines.runs.raw_folder import registry_rows
from pipelines.runs.state import RunState
from pipelines.settings import Settings


def fingerprint_of(settings: Settings) -> str:
    """Return the fingerprint of what a run would publish now."""
    code = code_hash(settings, dbt_project_hash(settings))
    return fingerprint(code, EXTRACTOR_VERSION, registry_rows(settings))


def publish_candidate(state: RunState) -> Publication:
    """Publish the candidate; raises ``GateClosedError`` unless the gate judged it and is open."""
    from pipelines.runs.gate import GateClosedError

    if state.gate_report is None or not state.gate_report.is_open:
        raise GateClosedError("the gate has not opened for this candidate; nothing is published")
    listener().phase_started("publish")
    publication = publish(
        state.settings,
        state.candidate_path,
        Publication(
            publication_id=state.run_id,
            published_at=datetime.now(UTC),
            fingerprint=fingerprint_of(state.settings),
            extractor_version=EXTRACTOR_VERSION,
            library_versions=library_versions(),
        ),
    )
    state.publication = publication
    # Beside the warehouse, not in it: readers have the new one already, and a picture missing holds nothing up.
    draw_layout_pictures(state.settings)
    drop_other_versions(state.settings, EXTRACTOR_VERSION, cells_version())
    record(state, "published", "The gate is open; the warehouse is published.", "检验通过，已发布。")
    return publication

"""Telling that a run has nothing to do, before anything slow is loaded.

Belongs here: the look at the raw folder that every run begins with, and the comparison with what is published. It takes a second;
loading Dagster takes several, and a run that is started every morning mostly finds nothing new.
"""

from __future__ import annotations

from pipelines.runs.lake_step import bring_lake_up_to_date
from pipelines.runs.publish_step import fingerprint_of
from pipelines.runs.raw_folder import scan_once
from pipelines.runs.read_again import to_be_made_anew
from pipelines.runs.read_step import unread
from pipelines.runs.state import RunState
from pipelines.site.dashboard.publishing import finish_site
from pipelines.warehouse.publication import Publication, read_publication
from pipelines.warehouse.publish import finish_interrupted


def published_already(state: RunState) -> Publication | None:
    """Return the publication if it is what this run would make; None if there is something to do.

    Finishes what a killed run left undone of it. Raises ``WarehouseInUseError`` if it is open for writing elsewhere.
    """
    folder = scan_once(state)
    if unread(state.settings, folder.accepted) or to_be_made_anew(state.settings):
        return None
    publication = read_publication(state.settings.published_path)
    if publication is None or publication.fingerprint != fingerprint_of(state.settings):
        return None
    finish_interrupted(state.settings)
    finish_site(state.settings)
    bring_lake_up_to_date(state)
    return publication

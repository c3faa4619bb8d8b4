"""Jobs: what the command line, sensor, schedule and people start."""

from __future__ import annotations

import dagster as dg

from pipelines.defs.extracted_report import extracted_report
from pipelines.defs.groups import groups
from pipelines.defs.raw_documents import ASKS_AGAIN_TAG, raw_documents
from pipelines.defs.steps import READ_AGAIN, all_steps

#: Look at the raw folder: fetch what is listed, tell new from known, ask again where a server had a passing fault. Starts nothing
#: else; the sensor does.
scan_raw_folder = dg.define_asset_job(
    "scan_raw_folder", selection=dg.AssetSelection.assets(raw_documents), tags={ASKS_AGAIN_TAG: "yes"}
)

#: Everything, over the partitions the run is asked for: what ``yusuan run`` does when there are new documents.
refresh_warehouse = dg.define_asset_job("refresh_warehouse", selection=dg.AssetSelection.all())

#: Everything but reading: when files went away, or rules changed.
rebuild_warehouse = dg.define_asset_job(
    "rebuild_warehouse", selection=dg.AssetSelection.all() - dg.AssetSelection.assets(extracted_report)
)


@dg.job(
    description="What yusuan run does, in one run: look, read what is new, build, judge, publish. Needs no partition chosen."
)
def whole_run() -> None:
    """Look, read what is new, build, judge, publish."""
    all_steps()


@dg.job(
    name=READ_AGAIN,
    partitions_def=groups,
    description="Read the reports of a year, a place or a kind again, or those that could not be read, and publish: choose the groups under Partitions.",
)
def read_again() -> None:
    """Read the reports of a group again, and go on as every run does."""
    all_steps()

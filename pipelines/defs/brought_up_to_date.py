"""The models of a candidate that was brought up to date, told to Dagster by a step that is not theirs.

Belongs here: that alone. As outputs of a step of their own, each model and each test costs Dagster fifteen milliseconds (plans, versions of
what it was made from, a transaction for each event): ten seconds of a run over one new report, in which dbt has no part. As events
that a step tells, all of them take one. A run that materialises the assets themselves has the step of the models all the same (``defs.dbt``):
it is planned before anybody knows what changed.
"""

from __future__ import annotations

from collections.abc import Iterator

import dagster as dg

from pipelines.defs.models_known import ModelsKnown
from pipelines.defs.telling import StepOfAnAssetOrJob, tell_at_once

#: What stands with each of them, so that nobody looks for it in dbt's log.
METADATA = {"brought_up_to_date": True}


def events_of(models: ModelsKnown) -> Iterator[dg.AssetMaterialization | dg.AssetCheckEvaluation]:
    """Yield of every model that it is there, and of every test that it holds."""
    for key in models.keys:
        yield dg.AssetMaterialization(key, metadata=METADATA)
    # A check is looked at beside the materialisation before it: they come last.
    for check in models.checks:
        yield dg.AssetCheckEvaluation(asset_key=check.asset_key, check_name=check.name, passed=True)


def tell_models(context: StepOfAnAssetOrJob, models: ModelsKnown) -> None:
    """Tell Dagster of all of them in the run of ``context``."""
    tell_at_once(context, events_of(models))

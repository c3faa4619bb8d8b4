"""Telling Dagster of assets from a step that is not an asset's own.

Belongs here: the events that stand for what the body of an asset yields. Told as they come they cost a millisecond each; planned, as outputs
of an asset's step, fifteen.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import dagster as dg

from pipelines.defs.event_storage import at_once

StepOfAnAssetOrJob = dg.AssetExecutionContext | dg.OpExecutionContext
_AT_ONCE = 1_000
Event = dg.AssetMaterialization | dg.AssetObservation | dg.AssetCheckEvaluation


def tell(context: StepOfAnAssetOrJob, yielded: Iterable[Any]) -> None:
    """Tell, as they come, what a body yields."""
    for item in yielded:
        # Evaluations of checks are told as well, though the signature does not say so.
        event: Any = event_of(item)
        context.log_event(event)


def tell_at_once(context: StepOfAnAssetOrJob, events: Iterable[Any]) -> None:
    """Tell what is known already, a thousand in one transaction: others wait as long to write."""
    told = list(events)
    for start in range(0, len(told), _AT_ONCE):
        with at_once(context.instance):
            tell(context, told[start : start + _AT_ONCE])


def event_of(item: Any) -> Event:
    """Return the event for what a body yields; raises ``TypeError`` if it stands for none."""
    match item:
        case dg.AssetMaterialization() | dg.AssetObservation() | dg.AssetCheckEvaluation():
            return item
        case dg.MaterializeResult(asset_key=dg.AssetKey() as key):
            return dg.AssetMaterialization(key, metadata=item.metadata)
        case dg.AssetCheckResult(asset_key=dg.AssetKey() as key, check_name=str(name)):
            return dg.AssetCheckEvaluation(
                asset_key=key,
                check_name=name,
                passed=item.passed,
                metadata=item.metadata,
                severity=item.severity,
                description=item.description,
            )
    raise TypeError(f"{type(item).__name__} tells of no asset")

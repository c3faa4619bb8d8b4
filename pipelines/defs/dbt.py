"""dbt's models, seeds and tests as assets and asset checks; one ``dbt build`` a run."""

from collections.abc import Iterable, Iterator, Mapping
from graphlib import TopologicalSorter
from typing import Any

import dagster as dg
from dagster_dbt import DagsterDbtTranslator, DagsterDbtTranslatorSettings, dbt_assets
from dagster_dbt.core.dbt_cli_event import DbtCoreCliEventMessage

from pipelines.defs.at_work import WRITER_POOL, run_at_work
from pipelines.defs.extracted_report import extracted_report
from pipelines.defs.raw_documents import raw_documents
from pipelines.runs.shard_step import Shards
from pipelines.runs.what_changed import WhatChanged
from pipelines.settings import Settings
from pipelines.warehouse.dbt_manifest import manifest_path

#: Tables that the run itself hands to dbt; every other source is what was read in a document.
_RUN_SOURCE = "run"


class YusuanTranslator(DagsterDbtTranslator):
    """Ties dbt's sources to the assets that write them, and groups models by their folder."""

    def __init__(self) -> None:
        """Allow many sources to be one asset: all tables of a document are written together."""
        super().__init__(DagsterDbtTranslatorSettings(enable_duplicate_source_asset_keys=True))

    def get_asset_key(self, dbt_resource_props: Mapping[str, Any]) -> dg.AssetKey:
        """Sources are the assets that write them; everything else keeps dbt's schema and name."""
        if dbt_resource_props["resource_type"] == "source":
            is_of_run = dbt_resource_props["source_name"] == _RUN_SOURCE
            return raw_documents.key if is_of_run else extracted_report.key
        return super().get_asset_key(dbt_resource_props)

    def get_group_name(self, dbt_resource_props: Mapping[str, Any]) -> str | None:
        """Group by layer: staging, intermediate, reconciliation, marts, quality, seeds."""
        return "seeds" if dbt_resource_props["resource_type"] == "seed" else dbt_resource_props["fqn"][1]


_TRANSLATOR = YusuanTranslator()
_MANIFEST = manifest_path(Settings.load())


@dbt_assets(manifest=_MANIFEST, dagster_dbt_translator=_TRANSLATOR, name="dbt_models", pool=WRITER_POOL)
def dbt_models(context: dg.AssetExecutionContext) -> Iterator[Any]:
    """Build the whole candidate, and report what was asked for.

    A candidate is a new file, so a part of the project cannot be built alone; a run that selects some models builds all.
    """
    from pipelines.runs.gate import build_candidate

    state = run_at_work(context)
    yielded: set[str] = set()
    for item in told_by_dbt(build_candidate(state), context):
        if _is_selected(context, item):
            yielded.add(_name_of(item))
            yield item
    if state.results.find(WhatChanged) is not None or state.results.find(Shards) is not None:
        yield from _as_before(context, yielded)


def told_by_dbt(events: Iterable[dict[str, Any]], context: dg.AssetExecutionContext | None = None) -> Iterator[Any]:
    """Yield what dbt's events tell of models and tests: in the step of the models what that one yields, else what any step may tell."""
    for event in events:
        for item in DbtCoreCliEventMessage(raw_event=event, event_history_metadata={}).to_default_asset_events(
            manifest=_MANIFEST, dagster_dbt_translator=_TRANSLATOR, context=context
        ):
            is_of_test = isinstance(item, dg.AssetCheckResult | dg.AssetCheckEvaluation)
            # A test that could not be asked is asked once more, or the build is no good: it has no result yet.
            if not (is_of_test and event["data"]["node_info"]["node_status"] == "error"):
                yield item


def _name_of(item: Any) -> str:
    return str(getattr(item, "output_name", ""))


def _as_before(context: dg.AssetExecutionContext, yielded: set[str]) -> Iterator[Any]:
    """Tell Dagster of every model of a candidate that was brought up to date, or put together out of shards: it is there, and its tests hold."""
    definition = context.assets_def
    names = {key: name for name, key in definition.keys_by_output_name.items()}
    # Asked once: Dagster goes through all of its assets for it.
    missing = set(context.selected_output_names) - yielded
    # Dagster takes a model only after those it is made from.
    for asset_key in TopologicalSorter(definition.asset_deps).static_order():
        if names.get(asset_key) in missing:
            yield dg.Output(None, output_name=names[asset_key], metadata={"brought_up_to_date": True})
    for key in sorted(context.selected_asset_check_keys, key=str):
        yield dg.AssetCheckResult(passed=True, asset_key=key.asset_key, check_name=key.name)


def _is_selected(context: dg.AssetExecutionContext, item: Any) -> bool:
    if isinstance(item, dg.AssetCheckResult):
        key = dg.AssetCheckKey(item.asset_key, item.check_name) if item.asset_key and item.check_name else None
        return key in context.selected_asset_check_keys
    if isinstance(item, dg.Output):
        return item.output_name in context.selected_output_names
    return True

"""What is told of models that were brought up to date: Dagster's page shows them in the run that told it, and their checks as passed."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import dagster as dg

from pipelines.defs.brought_up_to_date import METADATA, events_of, tell_models
from pipelines.defs.dagster_home import open_instance
from pipelines.defs.models_known import ModelsKnown
from pipelines.settings import Settings


@dg.multi_asset(
    specs=[dg.AssetSpec("staging"), dg.AssetSpec("mart", deps=["staging"])],
    check_specs=[dg.AssetCheckSpec("is_unique", asset="mart")],
)
def models() -> Iterator[Any]:
    """Nobody builds them here."""
    yield from ()


@dg.asset(deps=[models])
def judged(context: dg.AssetExecutionContext) -> None:
    tell_models(context, ModelsKnown.of(models))


def test_each_model_is_told_and_then_its_checks() -> None:
    told = list(events_of(ModelsKnown.of(models)))
    assert [event.asset_key.path[-1] for event in told] == ["mart", "staging", "mart"]
    assert [type(event) for event in told[1:]] == [dg.AssetMaterialization, dg.AssetCheckEvaluation]


def test_they_are_told_in_the_run_of_the_step_that_tells(tmp_path: Path) -> None:
    settings = Settings.load(raw=tmp_path / "raw", warehouse=tmp_path / "warehouse")
    with open_instance(settings) as instance:
        for _ in range(2):
            run_id = dg.materialize([models, judged], instance=instance, selection=[judged]).run_id
    with dg.DagsterInstance.from_config(str(settings.dagster_home)) as usual:
        for key in models.keys:
            event = usual.get_latest_materialization_event(key)
            assert event is not None and event.asset_materialization is not None
            assert event.run_id == run_id
            assert event.asset_materialization.metadata["brought_up_to_date"].value is METADATA["brought_up_to_date"]
        checks = usual.event_log_storage.get_asset_check_execution_history(
            dg.AssetCheckKey(dg.AssetKey("mart"), "is_unique"), limit=5
        )
    assert [(check.run_id == run_id, check.status.value) for check in checks] == [
        (True, "SUCCEEDED"),
        (False, "SUCCEEDED"),
    ]

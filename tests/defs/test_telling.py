"""Events for what an asset's body yields."""

import dagster as dg
import pytest

from pipelines.defs.dagster_home import open_instance
from pipelines.defs.telling import event_of, tell, tell_at_once
from pipelines.settings import Settings

KEY = dg.AssetKey("reports")
RESULT = dg.AssetCheckResult(
    passed=False,
    asset_key=KEY,
    check_name="adds_up",
    severity=dg.AssetCheckSeverity.WARN,
    description="1 of 2",
    metadata={"evaluated": 2},
)


def test_a_result_is_told_with_all_it_says() -> None:
    made = event_of(dg.MaterializeResult(asset_key=KEY, metadata={"pages": 9}))
    assert isinstance(made, dg.AssetMaterialization)
    assert made.asset_key == KEY and made.metadata["pages"].value == 9
    judged = event_of(RESULT)
    assert isinstance(judged, dg.AssetCheckEvaluation)
    assert (judged.asset_key, judged.check_name, judged.passed) == (KEY, "adds_up", False)
    assert (judged.severity, judged.description) == (dg.AssetCheckSeverity.WARN, "1 of 2")
    assert judged.metadata["evaluated"].value == 2
    assert event_of(judged) is judged


@pytest.mark.parametrize("item", [dg.Output(1), dg.MaterializeResult(), "reports"])
def test_what_names_no_asset_is_told_of_none(item: object) -> None:
    with pytest.raises(TypeError, match="tells of no asset"):
        event_of(item)


def test_what_is_told_stands_in_the_run_of_the_step(settings: Settings) -> None:
    @dg.op
    def step(context: dg.OpExecutionContext) -> None:
        tell(context, [dg.MaterializeResult(asset_key=KEY)])
        tell_at_once(context, [dg.AssetMaterialization(KEY, partition="a-1"), RESULT])

    @dg.job
    def steps() -> None:
        step()

    with open_instance(settings) as instance:
        run_id = steps.execute_in_process(instance=instance).run_id
        partitions = [record.partition_key for record in instance.fetch_materializations(KEY, limit=9).records]
        (check,) = instance.event_log_storage.get_asset_check_execution_history(
            dg.AssetCheckKey(KEY, "adds_up"), limit=9
        )
    assert partitions == ["a-1", None]
    assert (check.run_id, check.status.value) == (run_id, "FAILED")

"""The definitions Dagster shows: a changed key, partition, sensor or schedule shows here in review."""

from __future__ import annotations

import dagster as dg
import pytest

from pipelines.definitions import defs

#: dbt's models are the dbt project's own business; these are ours.
OUR_ASSETS = {"raw_documents", "extracted_report", "validated_candidate", "published_warehouse"}


@pytest.fixture(scope="module")
def graph() -> dg.AssetGraph:
    return defs.resolve_asset_graph()


def test_our_assets_are_there_and_dbt_models_stand_between(graph: dg.AssetGraph) -> None:
    names = {key.to_user_string() for key in graph.get_all_asset_keys()}
    assert names >= OUR_ASSETS
    assert any(name.split("/")[-1] == "fct_reconciliation" for name in names)
    assert any(name.split("/")[-1] == "expenditure" for name in names)


def test_the_way_of_the_data_has_no_way_back(graph: dg.AssetGraph) -> None:
    upstream = graph.get_ancestor_asset_keys(dg.AssetKey("published_warehouse"))
    names = {key.path[-1] for key in upstream}
    assert names >= {"raw_documents", "extracted_report", "validated_candidate", "expenditure"}
    assert dg.AssetKey("published_warehouse") not in upstream


def test_reports_are_partitioned_by_document(graph: dg.AssetGraph) -> None:
    partitions = graph.get(dg.AssetKey("extracted_report")).partitions_def
    assert isinstance(partitions, dg.DynamicPartitionsDefinition)


def test_every_suite_is_an_asset_check(graph: dg.AssetGraph) -> None:
    checks = {key.name for key in graph.asset_check_keys}
    assert len(checks) > 100
    assert "gate__is_open" in checks
    assert any(name.startswith("totals_hierarchy") for name in checks)
    assert any(name.startswith("structure_facts") for name in checks)


def test_a_run_and_a_group_are_jobs_that_anybody_can_start() -> None:
    jobs = {job.name: job for job in defs.get_repository_def().get_all_jobs()}
    assert {"whole_run", "read_again", "scan_raw_folder", "refresh_warehouse", "rebuild_warehouse"} <= set(jobs)
    assert jobs["whole_run"].partitions_def is None
    by_group = jobs["read_again"].partitions_def
    assert isinstance(by_group, dg.DynamicPartitionsDefinition) and by_group.name == "groups"


def test_a_sensor_on_the_raw_folder_and_schedules_for_the_season() -> None:
    repository = defs.get_repository_def()
    assert [sensor.name for sensor in repository.sensor_defs] == ["failed_runs", "new_reports"]
    crons = {schedule.name: schedule.cron_schedule for schedule in repository.schedule_defs}
    assert crons == {"budget_season": "0 6 * 1-3 *", "final_accounts_season": "0 6 * 7-10 *"}

"""Dagster's folder as a service meets it: runs of a daemon that is no more are ended, those at work are left alone."""

from __future__ import annotations

from collections.abc import Iterator

import dagster as dg
import pytest
import yaml
from dagster._core.definitions.run_request import InstigatorType

from pipelines.defs.dagster_home import (
    IN_PROCESS_TAG,
    RUN_ID_LENGTH,
    end_dead_runs,
    has_storage_of_its_own,
    open_records,
    prepare_dagster_home,
)
from pipelines.runs.lock import Holder, LockState
from pipelines.settings import Settings

FREE = LockState(False, None)


@dg.asset
def warehouse() -> None:
    """All reports."""


@pytest.fixture
def instance(settings: Settings) -> Iterator[dg.DagsterInstance]:
    with open_records(settings) as opened:
        yield opened


def begun(instance: dg.DagsterInstance, status: dg.DagsterRunStatus, **tags: str) -> str:
    job = dg.define_asset_job("make").resolve(asset_graph=dg.Definitions(assets=[warehouse]).resolve_asset_graph())
    return instance.create_run_for_job(job, status=status, tags=tags).run_id


def status(instance: dg.DagsterInstance, run_id: str) -> dg.DagsterRunStatus:
    run = instance.get_run_by_id(run_id)
    assert run is not None
    return run.status


@pytest.mark.parametrize("was", [dg.DagsterRunStatus.STARTING, dg.DagsterRunStatus.STARTED])
def test_a_run_that_had_begun_is_ended(instance: dg.DagsterInstance, was: dg.DagsterRunStatus) -> None:
    run_id = begun(instance, was)
    assert end_dead_runs(instance, FREE) == [run_id]
    assert status(instance, run_id) == dg.DagsterRunStatus.FAILURE
    assert end_dead_runs(instance, FREE) == []


@pytest.mark.parametrize(
    "was", [dg.DagsterRunStatus.CANCELED, dg.DagsterRunStatus.NOT_STARTED, dg.DagsterRunStatus.SUCCESS]
)
def test_a_run_that_waits_or_has_ended_is_none_of_them(instance: dg.DagsterInstance, was: dg.DagsterRunStatus) -> None:
    run_id = begun(instance, was)
    assert end_dead_runs(instance, FREE) == []
    assert status(instance, run_id) == was


def test_a_run_that_holds_the_lock_is_alive(instance: dg.DagsterInstance) -> None:
    alive, dead = (begun(instance, dg.DagsterRunStatus.STARTED) for _ in range(2))
    holder = Holder(f"Dagster run {alive[:RUN_ID_LENGTH]}", 1, "2026-01-01T00:00:00+00:00")
    assert end_dead_runs(instance, LockState(True, holder)) == [dead]
    # What a killed holder wrote makes nobody alive.
    assert end_dead_runs(instance, LockState(False, holder)) == [alive]


def test_a_run_of_the_command_line_is_not_the_service_s(instance: dg.DagsterInstance) -> None:
    begun(instance, dg.DagsterRunStatus.STARTED, **{IN_PROCESS_TAG: "yes"})
    assert end_dead_runs(instance, FREE) == []


def test_a_storage_that_a_person_chose_is_told_apart(settings: Settings) -> None:
    home = prepare_dagster_home(settings)
    assert not has_storage_of_its_own(home)
    path = home / "dagster.yaml"
    path.write_text(path.read_text() + "storage:\n  sqlite:\n    base_dir: /nowhere\n")
    assert has_storage_of_its_own(home)


def test_ticks_are_not_kept_for_ever(instance: dg.DagsterInstance, settings: Settings) -> None:
    configured = yaml.safe_load((settings.dagster_home / "dagster.yaml").read_text())
    assert configured["retention"]["sensor"]["purge_after_days"] == {"skipped": 7, "success": 90, "failure": 90}
    days = instance.get_tick_retention_settings(InstigatorType.SENSOR)
    assert {status.name: kept for status, kept in days.items() if kept > 0} == {
        "SKIPPED": 7,
        "SUCCESS": 90,
        "FAILURE": 90,
    }

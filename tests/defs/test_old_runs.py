"""Old runs go but for those that Dagster's page still tells of; what a kill left of a removal goes the next time."""

from __future__ import annotations

import os
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import dagster as dg
import pytest

from pipelines.defs.dagster_home import open_instance
from pipelines.defs.old_runs import find_old_runs, remove_old_runs
from pipelines.settings import Settings

_REPORTS = dg.StaticPartitionsDefinition(["a", "b"])


@dg.asset(partitions_def=_REPORTS)
def report() -> None:
    """A report of two."""


@dg.asset
def warehouse() -> None:
    """All of them."""


@pytest.fixture
def instance(settings: Settings) -> Iterator[dg.DagsterInstance]:
    with open_instance(settings) as opened:
        yield opened


def run(instance: dg.DagsterInstance, asset: dg.AssetsDefinition, partition: str | None = None) -> str:
    return dg.materialize([asset], instance=instance, partition_key=partition).run_id


def later(days: float = 1) -> datetime:
    return datetime.now(UTC) + timedelta(days=days)


def files_of(settings: Settings, run_id: str) -> list[Path]:
    return sorted((settings.dagster_home / "history" / "runs").glob(f"{run_id}*"))


def test_a_run_goes_when_each_of_its_assets_was_made_again(settings: Settings, instance: dg.DagsterInstance) -> None:
    first, second = run(instance, warehouse), run(instance, warehouse)
    assert files_of(settings, first)
    found = find_old_runs(settings, instance, later())
    assert found.run_ids == (first,)
    events = sum(path.stat().st_size for path in files_of(settings, first))
    assert 0 < events <= found.size_bytes < 2 * events
    remove_old_runs(instance, found)
    assert instance.get_run_by_id(first) is None and not files_of(settings, first)
    assert instance.get_run_by_id(second) is not None
    assert instance.all_logs(second) and find_old_runs(settings, instance, later()).files == ()


def test_the_last_run_over_a_partition_stays_however_old(settings: Settings, instance: dg.DagsterInstance) -> None:
    a, b, again = run(instance, report, "a"), run(instance, report, "b"), run(instance, report, "a")
    found = find_old_runs(settings, instance, later(10_000))
    assert found.run_ids == (a,)
    remove_old_runs(instance, found)
    events = instance.event_log_storage
    assert events.get_materialized_partitions(report.key) == {"a", "b"}
    assert {record.run_id for record in instance.get_runs()} == {b, again}


def test_a_run_that_has_not_ended_or_is_young_stays(settings: Settings, instance: dg.DagsterInstance) -> None:
    run(instance, warehouse)
    ended = run(instance, warehouse)
    job = dg.define_asset_job("make").resolve(asset_graph=dg.Definitions(assets=[warehouse]).resolve_asset_graph())
    waiting = instance.create_run_for_job(job).run_id
    assert find_old_runs(settings, instance, later(-1)).run_ids == ()
    assert waiting not in find_old_runs(settings, instance, later()).run_ids
    run(instance, warehouse)
    assert ended in find_old_runs(settings, instance, later()).run_ids


def test_files_of_runs_that_are_forgotten_go_when_they_are_old(
    settings: Settings, instance: dg.DagsterInstance
) -> None:
    kept = run(instance, warehouse)
    run(instance, warehouse)
    before = find_old_runs(settings, instance, later())
    # As a kill leaves it: Dagster has forgotten the run, its files lie there.
    for run_id in before.run_ids:
        instance.delete_run(run_id)
    printed = settings.dagster_home / "storage" / kept
    printed.mkdir(parents=True, exist_ok=True)
    forgotten = settings.dagster_home / "storage" / "0-of-no-run"
    forgotten.mkdir()
    os.utime(forgotten, (0, 0))
    young = find_old_runs(settings, instance, later(-1))
    assert young.files == (forgotten,)
    found = find_old_runs(settings, instance, later())
    assert set(files_of(settings, kept)) <= set(found.files) and not found.run_ids
    remove_old_runs(instance, found)
    assert not forgotten.exists()
    assert len(instance.get_runs()) == 1 and (settings.dagster_home / "history" / "runs" / "index.db").exists()

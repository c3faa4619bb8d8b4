"""The event log that stays open: Dagster's own storage reads what it wrote, and a storage that a person chose is left alone."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import dagster as dg
import pytest

from pipelines.defs.dagster_home import open_instance, prepare_dagster_home
from pipelines.defs.event_storage import KeptOpenEventStorage, at_once
from pipelines.settings import Settings


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings.load(raw=tmp_path / "raw", warehouse=tmp_path / "warehouse")


@dg.asset(check_specs=[dg.AssetCheckSpec("adds_up", asset="amounts")])
def amounts() -> Iterator[Any]:
    yield dg.MaterializeResult(
        metadata={"rows": 511}, check_results=[dg.AssetCheckResult(check_name="adds_up", passed=False)]
    )


def test_dagsters_own_storage_reads_what_was_written(settings: Settings) -> None:
    with open_instance(settings) as instance:
        run_id = dg.materialize([amounts], instance=instance).run_id
        written = [record.event_log_entry.message for record in instance.get_records_for_run(run_id).records]
    with dg.DagsterInstance.from_config(str(settings.dagster_home)) as usual:
        read = [record.event_log_entry.message for record in usual.get_records_for_run(run_id).records]
        materialization = usual.get_latest_materialization_event(amounts.key)
        checks = usual.event_log_storage.get_asset_check_execution_history(
            dg.AssetCheckKey(amounts.key, "adds_up"), limit=1
        )
    assert read == written and len(read) > 5
    assert materialization is not None and materialization.asset_materialization is not None
    assert materialization.asset_materialization.metadata["rows"].value == 511
    assert [str(check.status.value) for check in checks] == ["FAILED"]


def test_one_engine_serves_all_events_of_a_run(settings: Settings) -> None:
    with open_instance(settings) as instance:
        run_id = dg.materialize([amounts], instance=instance).run_id
        storage = instance.event_log_storage
        assert isinstance(storage, KeptOpenEventStorage)
        with storage.run_connection(run_id) as first:
            engine = first.engine
        with storage.run_connection(run_id) as second:
            assert second.engine is engine
            assert second.exec_driver_sql("PRAGMA journal_mode").scalar() == "wal"


def test_a_storage_that_a_person_chose_is_used(settings: Settings, tmp_path: Path) -> None:
    home, chosen = prepare_dagster_home(settings), tmp_path / "elsewhere"
    with (home / "dagster.yaml").open("a") as config:
        config.write(f"storage:\n  sqlite:\n    base_dir: {chosen}\n")
    with open_instance(settings) as instance:
        assert not isinstance(instance.event_log_storage, KeptOpenEventStorage)
        dg.materialize([amounts], instance=instance)
    assert list((chosen / "history" / "runs").glob("*.db"))


def _told(instance: dg.DagsterInstance) -> list[str]:
    keys = [dg.AssetKey(name) for name in ("first", "second")]
    return [key.path[-1] for key in keys if instance.get_latest_materialization_event(key) is not None]


def test_what_is_told_at_once_is_there_for_dagsters_own_storage(settings: Settings) -> None:
    with open_instance(settings) as instance:
        with at_once(instance):
            instance.report_runless_asset_event(dg.AssetMaterialization("first"))
            with at_once(instance):
                instance.report_runless_asset_event(dg.AssetMaterialization("second"))
            assert _told(instance) == ["first", "second"]
            with dg.DagsterInstance.from_config(str(settings.dagster_home)) as usual:
                assert _told(usual) == []
        with dg.DagsterInstance.from_config(str(settings.dagster_home)) as usual:
            assert _told(usual) == ["first", "second"]


def test_of_what_ends_in_an_error_nothing_is_told_and_the_next_is(settings: Settings) -> None:
    with open_instance(settings) as instance:
        with pytest.raises(ValueError, match="in its midst"), at_once(instance):
            instance.report_runless_asset_event(dg.AssetMaterialization("first"))
            raise ValueError("in its midst")
        assert _told(instance) == []
        instance.report_runless_asset_event(dg.AssetMaterialization("second"))
        assert _told(instance) == ["second"]


def test_events_that_are_handed_over_together_are_those_of_one_by_one(
    settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def messages(of: Settings) -> list[str | None]:
        with open_instance(of) as instance:
            run_id = dg.materialize([amounts], instance=instance).run_id
            told = [record.event_log_entry for record in instance.get_records_for_run(run_id).records]
        return [entry.dagster_event.event_type_value for entry in told if entry.dagster_event is not None]

    one_by_one = messages(settings)
    monkeypatch.setenv("DAGSTER_EVENT_BATCH_SIZE", "1000")
    together = messages(Settings.load(raw=tmp_path / "raw", warehouse=tmp_path / "other"))
    assert sorted(map(str, together)) == sorted(map(str, one_by_one))


def test_a_storage_that_a_person_chose_is_told_as_ever(settings: Settings, tmp_path: Path) -> None:
    home = prepare_dagster_home(settings)
    with (home / "dagster.yaml").open("a") as config:
        config.write(f"storage:\n  sqlite:\n    base_dir: {tmp_path / 'elsewhere'}\n")
    with open_instance(settings) as instance, at_once(instance):
        instance.report_runless_asset_event(dg.AssetMaterialization("first"))
        assert _told(instance) == ["first"]

"""``yusuan run`` is one run of Dagster's, which tells all that the steps of the assets would; a group is read again by one run."""

from __future__ import annotations

import shutil
from pathlib import Path

import dagster as dg
import pytest

from pipelines.defs.dagster_home import open_records
from pipelines.defs.groups import documents_by_group, groups
from pipelines.defs.jobs import read_again, whole_run
from pipelines.defs.models_known import remembered
from pipelines.runs.outcome import read_last_run
from pipelines.runs.state import current_run
from pipelines.settings import Settings
from tests.conftest import REFERENCE_PDF, ROOT

STEPS = ["look", "read", "build", "judge", "publish", "tell_documents"]


@pytest.fixture(scope="module")
def mine(published_warehouse: Path, tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """A copy of what one ``yusuan run`` made of the reference report."""
    folder = tmp_path_factory.mktemp("mine")
    shutil.copytree(published_warehouse.parent, folder / "warehouse", symlinks=True)
    return Settings.load(REFERENCE_PDF.parent, folder / "warehouse", env={"YUSUAN_HOME": str(ROOT)})


def _steps(instance: dg.DagsterInstance, run_id: str) -> list[str]:
    return [str(step.step_key) for step in instance.get_run_step_stats(run_id) if step.status is not None]


def test_a_run_of_the_command_line_is_one_run(mine: Settings) -> None:
    with open_records(mine) as instance:
        (run,) = instance.get_runs()
        assert (run.job_name, run.status) == ("whole_run", dg.DagsterRunStatus.SUCCESS)
        assert sorted(_steps(instance, run.run_id)) == sorted(STEPS)


def test_it_tells_of_every_asset_and_every_check(mine: Settings) -> None:
    known = remembered(mine)
    assert known is not None
    with open_records(mine) as instance:
        ours = [dg.AssetKey(name) for name in ("raw_documents", "published_warehouse", "validated_candidate")]
        for key in (*known.keys, *ours):
            assert instance.get_latest_materialization_event(key) is not None, key
        (partition,) = instance.get_dynamic_partitions("documents")
        read = instance.fetch_materializations(dg.AssetKey("extracted_report"), limit=9).records
        assert [record.partition_key for record in read] == [partition]
        storage = instance.event_log_storage
        for check in known.checks:
            (last,) = storage.get_asset_check_execution_history(check, limit=2)
            assert last.status.value == "SUCCEEDED", check
        of_document = dg.AssetCheckKey(dg.AssetKey("extracted_report"), "expectations_hold")
        assert storage.get_asset_check_execution_history(of_document, limit=2)


@pytest.mark.slow
def test_a_group_is_read_again_by_one_run_and_published_as_before(
    mine: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    _use(mine, monkeypatch)
    found = documents_by_group(mine)
    (year,) = [key for key in found if key.startswith("year")]
    before = {path: path.stat().st_mtime_ns for path in (mine.hand_over_dir / "documents").glob("[0-9a-f]*")}
    with open_records(mine) as instance:
        assert set(instance.get_dynamic_partitions(groups.name or "")) == set(found)
        try:
            done = read_again.execute_in_process(instance=instance, partition_key=year)
        finally:
            _close()
        assert done.success
        assert sorted(_steps(instance, done.run_id)) == sorted(STEPS)
    after = {path: path.stat().st_mtime_ns for path in (mine.hand_over_dir / "documents").glob("[0-9a-f]*")}
    assert after.keys() == before.keys() and all(after[path] > before[path] for path in before)
    last = read_last_run(mine)
    assert last is not None and last.outcome == "published"
    assert last.run_id == done.run_id.replace("-", "")[:12]
    assert documents_by_group(mine) == found


def test_without_a_group_nothing_is_read_again(mine: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    _use(mine, monkeypatch)
    with open_records(mine) as instance:
        # A group that went while the run waited.
        instance.add_dynamic_partitions(groups.name or "", ["year 年度 1949"])
        try:
            for key, why in ((None, "Choose a group"), ("year 年度 1949", "no report of the group")):
                with pytest.raises(dg.Failure) as found:
                    read_again.execute_in_process(instance=instance, partition_key=key)
                assert why in (found.value.description or "")
        finally:
            _close()


def test_a_whole_run_that_finds_nothing_new_ends_before_anything_is_built(
    mine: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    _use(mine, monkeypatch)
    before = mine.published_path.stat().st_mtime_ns
    with open_records(mine) as instance:
        try:
            done = whole_run.execute_in_process(instance=instance)
        finally:
            _close()
        assert done.success and mine.published_path.stat().st_mtime_ns == before
        stats = {step.step_key: step.status.value for step in instance.get_run_step_stats(done.run_id) if step.status}
    assert stats["read"] == "SUCCESS" and stats["build"] == "SKIPPED"
    last = read_last_run(mine)
    assert last is not None and last.outcome == "nothing_new"


def _use(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, folder in (("HOME", ROOT), ("RAW", settings.raw_dir), ("WAREHOUSE", settings.warehouse_dir)):
        monkeypatch.setenv(f"YUSUAN_{name}", str(folder))


def _close() -> None:
    if (state := current_run()) is not None:
        state.close()

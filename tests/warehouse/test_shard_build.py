"""A shard is built out of its packed files; one that cannot be built says why and leaves nothing."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import duckdb
import pytest

from pipelines.cluster.packing import pack
from pipelines.settings import Settings
from pipelines.warehouse.dbt_command import DbtError
from pipelines.warehouse.shard_build import ShardJob, build_shard, building_version
from pipelines.warehouse.shards import write_shards
from tests.dbt.hand_over import Report, write_hand_over
from tests.warehouse.whole_hand_overs import gathered_as


def test_the_version_is_that_of_reading_and_of_building() -> None:
    reading, building = building_version().split()
    assert (len(reading) > 8, len(building)) == (True, 16)
    assert building_version() == f"{reading} {building}"


@pytest.fixture
def job(settings: Settings, tmp_path: Path) -> ShardJob:
    """A shard of one empty report."""
    report = Report("only", {"issuer_name": "甲"})
    write_hand_over(settings.hand_over_dir, report)
    gathered_as(settings.hand_over_dir)
    folder = tmp_path / "shard"
    write_shards(settings, [[report.document_id]], [folder / "files"])
    pack(folder / "files", folder / "files.zip")
    return ShardJob(folder / "files.zip", folder / "built")


@pytest.mark.slow
def test_a_shard_is_a_candidate_with_the_manifest_of_its_build(job: ShardJob) -> None:
    told: list[Any] = []
    built = build_shard(job, told.append)
    assert sorted(path.name for path in job.built.iterdir()) == ["candidate.duckdb", "manifest.json"]
    assert built.reads in (job.built / "manifest.json").read_text(encoding="utf-8")
    assert "dim_document" in told
    assert built.peak_mb > 50 and built.warnings == ()
    with duckdb.connect(str(job.built / "candidate.duckdb"), read_only=True) as connection:
        assert connection.execute("select count(*) from dim_document").fetchone() == (1,)
    assert sorted(path.name for path in job.built.parent.iterdir()) == ["built", "files", "files.zip"]


@pytest.mark.slow
def test_a_shard_that_dbt_cannot_build_says_why_and_leaves_nothing(job: ShardJob) -> None:
    files = job.hand_over.with_name("files")
    (files / "rows.parquet").write_bytes(b"no parquet")
    pack(files, job.hand_over)
    with pytest.raises(DbtError, match=r"stg_rows|rows\.parquet"):
        build_shard(job, lambda news: None)
    assert sorted(path.name for path in job.built.parent.iterdir()) == ["files", "files.zip"]

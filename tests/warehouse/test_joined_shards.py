"""Shards put together are, table by table, what dbt builds of all documents at once; however they were shared out."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import duckdb
import pytest

from pipelines.cluster.packing import pack
from pipelines.settings import Settings
from pipelines.warehouse.joined_shards import JoinJob, Shard, join_shards, moved
from pipelines.warehouse.replay import ReplayError
from pipelines.warehouse.shard_build import ShardJob, build_shard
from pipelines.warehouse.shards import bodies_of, share_out, write_shards
from tests.dbt.conftest import PROJECT, build_folder
from tests.dbt.relocated import differing_tables
from tests.warehouse.whole_hand_overs import gathered_as

__all__ = ["build_folder"]


@pytest.mark.parametrize("ascii_only", [True, False])
def test_a_manifest_is_moved_as_json_has_its_folder(ascii_only: bool) -> None:
    manifest = {"compiled_code": "from '/那里/x' union from '/那里/y'", "other": [1, "/elsewhere"]}
    text = json.dumps(manifest, ensure_ascii=ascii_only)
    assert json.loads(moved(text, "/那里", "/这 里")) == manifest | {
        "compiled_code": "from '/这 里/x' union from '/这 里/y'"
    }


def _whole(build_folder: Path, settings: Settings) -> dict[str, str | None]:
    shutil.copytree(build_folder / "hand_over", settings.hand_over_dir)
    gathered_as(settings.hand_over_dir)
    return bodies_of(settings)


def _joined(settings: Settings, shards: list[list[str]], folder: Path) -> JoinJob:
    """Build these shards, and return the job that joins them."""
    folders = [folder / f"{number}" for number in range(len(shards))]
    write_shards(settings, shards, [one / "files" for one in folders])
    found = []
    for one in folders:
        pack(one / "files", one / "files.zip")
        built = build_shard(ShardJob(one / "files.zip", one / "built"), lambda news: None)
        found.append(Shard(one / "built", built.reads))
    target = folder / "joined"
    return JoinJob(tuple(found), settings.hand_over_dir, target / "candidate.duckdb", target / "manifest.json", PROJECT)


@pytest.mark.slow
@pytest.mark.parametrize("way", ["by body", "bodies torn apart"])
def test_joined_they_are_what_dbt_builds_of_all_at_once(
    build_folder: Path, settings: Settings, tmp_path: Path, way: str
) -> None:
    bodies = _whole(build_folder, settings)
    shards = share_out(bodies, -(-len(bodies) // 2)) if way == "by body" else [sorted(bodies)[n::2] for n in range(2)]
    assert len(shards) == 2
    job = _joined(settings, shards, tmp_path)
    told: list[str] = []
    applied = join_shards(job, told.append)
    assert differing_tables(job.candidate, build_folder / "candidate.duckdb") == {}
    assert {"dim_document", "body_profile"} <= set(told) and "fct_nothing" not in told
    # Most of what is made by document came out right in its shard.
    if way == "by body":
        assert len(applied.seconds) < 150
    with duckdb.connect(str(job.candidate), read_only=True) as connection:
        rows = connection.execute("select count(distinct document_id) from staging.stg_documents").fetchone()
    assert rows == (len(bodies),)
    text = job.manifest.read_text(encoding="utf-8")
    assert str(settings.hand_over_dir) in text and not any(shard.reads in text for shard in job.shards)
    assert sorted(path.name for path in job.candidate.parent.iterdir()) == ["candidate.duckdb", "manifest.json"]


@pytest.mark.slow
def test_a_model_that_cannot_be_made_is_named_and_no_candidate_is_there(build_folder: Path, tmp_path: Path) -> None:
    whole = tmp_path / "whole"
    whole.mkdir()
    shutil.copyfile(build_folder / "candidate.duckdb", whole / "candidate.duckdb")
    manifest = json.loads((build_folder / "target" / "manifest.json").read_text(encoding="utf-8"))
    manifest["nodes"]["model.yusuan.body_profile"]["compiled_code"] = "select no_such_column"
    (whole / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")
    hand_over = build_folder / "hand_over"
    target = tmp_path / "joined"
    shards = (Shard(whole, str(hand_over)),)
    job = JoinJob(shards, hand_over, target / "candidate.duckdb", target / "manifest.json", PROJECT)
    with pytest.raises(ReplayError, match="body_profile"):
        join_shards(job, lambda name: None)
    assert not job.candidate.exists() and not job.manifest.exists()

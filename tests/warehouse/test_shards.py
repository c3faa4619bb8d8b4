"""Every document is in one shard, bodies stay together, and the files of all shards hold what the whole hand-over does."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import duckdb
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.contract.tables import RUN_TABLES, TABLES
from pipelines.settings import Settings
from pipelines.warehouse.shards import bodies_of, place_shard, share_out, write_shards
from tests.dbt.hand_over import SEEN_AT, Report, write_hand_over, write_run_table
from tests.warehouse.whole_hand_overs import gathered_as


@given(
    bodies=st.dictionaries(st.text("0123456789abcdef", min_size=8, max_size=8), st.sampled_from([None, *"甲乙丙丁戊"])),
    size=st.integers(1, 9),
)
def test_every_document_is_in_one_shard_and_those_of_a_body_in_the_same(
    bodies: dict[str, str | None], size: int
) -> None:
    shards = share_out(bodies, size)
    assert Counter(name for shard in shards for name in shard) == Counter(bodies.keys())
    assert all(shard == sorted(shard) and shard for shard in shards)
    for body in {name for name in bodies.values() if name is not None}:
        assert sum(body in (bodies[name] for name in shard) for shard in shards) == 1
    largest = max(Counter(bodies[name] or name for name in bodies).values(), default=0)
    assert all(len(shard) <= size + largest for shard in shards)
    assert share_out(dict(reversed(bodies.items())), size) == shards


@pytest.fixture
def whole(settings: Settings) -> Settings:
    """A hand-over of four documents, two of one body, and of a file that none of them is."""
    reports = [
        Report(name, {"issuer_name": issuer}) for name, issuer in zip("abcd", ("甲", "乙", "甲", None), strict=True)
    ]
    write_hand_over(settings.hand_over_dir, *reports)
    seen = {"size_bytes": 1, "first_seen_at": SEEN_AT, "last_seen_at": SEEN_AT}
    files = [{"file_name": f"{one.name}.pdf", "document_id": one.document_id, "status": "accepted"} for one in reports]
    files.append({"file_name": "broken.pdf", "document_id": None, "status": "quarantined"})
    files.append({"file_name": "unread.pdf", "document_id": "f" * 64, "status": "quarantined"})
    write_run_table(settings.hand_over_dir, "files", [one | seen for one in files])
    gathered_as(settings.hand_over_dir)
    return settings


def _rows(pattern: Path) -> Counter[tuple[object, ...]]:
    with duckdb.connect() as connection:
        return Counter(map(repr, connection.execute(f"from read_parquet('{pattern}')").fetchall()))


def test_the_files_of_all_shards_hold_what_the_whole_hand_over_holds(whole: Settings, tmp_path: Path) -> None:
    bodies = bodies_of(whole)
    assert sorted(map(str, bodies.values())) == ["None", "乙", "甲", "甲"]
    shards = share_out(bodies, 2)
    folders = [tmp_path / f"{number}" / "files" for number in range(len(shards))]
    write_shards(whole, shards, folders)
    for name in (*TABLES, *RUN_TABLES):
        assert {folder.joinpath(f"{name}.parquet").exists() for folder in folders} == {True}
    for name in (*TABLES, "files"):
        where = "gathered/*" if name in TABLES else "."
        assert _rows(tmp_path / "*" / "files" / f"{name}.parquet") == _rows(
            whole.hand_over_dir / where / f"{name}.parquet"
        )
    for name in ("broken.pdf", "unread.pdf"):
        assert [sum(name in row for row in _rows(folder / "files.parquet")) for folder in folders] == [1, 0]


def test_a_build_finds_the_files_of_a_shard_where_it_finds_those_of_the_whole(whole: Settings, tmp_path: Path) -> None:
    files = tmp_path / "files"
    write_shards(whole, [sorted(bodies_of(whole))], [files])
    there = Settings(whole.home, whole.raw_dir, tmp_path / "there")
    place_shard(list(files.iterdir()), there)
    for settings in (whole, there):
        found = {path.stem for path in settings.hand_over_dir.glob("*.parquet")}
        assert found == set(RUN_TABLES)
        assert {path.stem for path in settings.hand_over_dir.glob("gathered/*/*.parquet")} == set(TABLES)

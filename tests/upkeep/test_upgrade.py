"""A warehouse of each released version is taken over: what it tells of the past stays told, and publications go on."""

from __future__ import annotations

import tarfile
from datetime import datetime
from pathlib import Path
from typing import Any

import duckdb
import pyarrow.parquet as pq
import pytest

from tests.runs.main_job import run

pytestmark = pytest.mark.slow
RELEASED = sorted((Path(__file__).parent / "released").glob("*.tar.xz"))
PUBLICATIONS = "select publication_id, published_at, document_count from dim_publication order by published_at"
PERIODS = "select file_name, published_from, published_until, ended_by from rpt_document_history order by all"
RESULTS = "select run_id, suite, expectation_key, status from rpt_expectation_history where run_id in ({}) order by all"


def query(warehouse: Path, sql: str) -> list[tuple[Any, ...]]:
    with duckdb.connect(str(warehouse / "yusuan.duckdb"), read_only=True) as connection:
        return connection.execute(sql).fetchall()


def first_seen(warehouse: Path) -> dict[str, datetime]:
    rows = pq.read_table(warehouse / "hand_over" / "files.parquet").to_pylist()
    return {row["file_name"]: row["first_seen_at"] for row in rows}


def test_every_released_version_is_here() -> None:
    assert [path.name for path in RELEASED] == ["0.1.0.tar.xz"]


@pytest.mark.parametrize("archive", RELEASED, ids=lambda path: path.name)
def test_its_history_goes_on(archive: Path, tmp_path: Path) -> None:
    with tarfile.open(archive) as packed:
        packed.extractall(tmp_path, filter="data")
    raw, warehouse = tmp_path / "raw", tmp_path / "warehouse"
    old, periods = query(warehouse, PUBLICATIONS), query(warehouse, PERIODS)
    ids = ", ".join(f"'{row[0]}'" for row in old)
    results = query(warehouse, RESULTS.format(ids))
    assert len(old) == len(periods) == 2 and results
    seen = first_seen(warehouse)
    # The correction is taken back: what it had superseded is in force again, and with it a finding that was decided on.
    (raw / "second.pdf").unlink()

    status, printed = run(raw, warehouse)

    assert status == 0, printed
    now = query(warehouse, PUBLICATIONS)
    assert now[:2] == old and len(now) == 3
    ((current,),) = query(warehouse, "select publication_id from dim_publication where is_current")
    assert current == now[2][0]
    assert query(warehouse, RESULTS.format(ids)) == results
    after = query(warehouse, PERIODS)
    (first, second), moment = periods, now[2][1]
    assert after == sorted(
        [first, ("first.pdf", moment, None, None), (*second[:2], moment, "removed")], key=lambda row: row[:2]
    )
    # Reports that are there are read anew by this version; the days on which they came are those of the old one.
    assert first_seen(warehouse) == seen
    ((decided, by),) = query(warehouse, "select reviewer_verdict, reviewer from rpt_discrepancy")
    assert (decided, by) == ("not_a_fault", "A")

    status, printed = run(raw, warehouse)
    assert status == 0 and "nothing new" in printed

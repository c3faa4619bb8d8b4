"""A second report into a warehouse of one: made anew in the kept candidate, the same as if everything were built."""

from __future__ import annotations

import shutil
from pathlib import Path

import duckdb
import pytest

from expectations import declared_suites
from pipelines.quality.counted import DocumentCount, read_counts
from pipelines.runs.state import run_at_work
from pipelines.runs.what_changed import may_go_on
from pipelines.settings import Settings
from pipelines.warehouse.kept_candidate import KEEP_VARIABLE
from specimens.families import clean_report
from specimens.families.money import ISSUER
from specimens.typeset import LOOKS, typeset
from tests.runs.main_job import differences, run
from tests.runs.printed import with_words

#: What a second run adds to, and a first one does not.
RUN_TABLES = ("dim_publication", "rpt_run_timing", "rpt_document_history", "rpt_expectation_history")
KEEPING = {KEEP_VARIABLE: "1"}
TIMING = (
    "select count(*) filter (where item_name like 'test.%'), count(*) from rpt_run_timing where item_kind = 'dbt_node'"
)


def _nodes(warehouse: Path) -> tuple[int, int]:
    """How many tests, and nodes in all, the run timed: a build by dbt has tests among them."""
    with duckdb.connect(str(warehouse / "yusuan.duckdb"), read_only=True) as connection:
        row = connection.execute(TIMING).fetchone()
    assert row is not None
    return row


def _counted(warehouse: Path) -> dict[str, dict[str, DocumentCount] | None]:
    """What every expectation counted by document, as it is kept for the run after."""
    counted = read_counts(warehouse / "kept" / "counts.npz")
    assert counted is not None
    expected = [one for suite in declared_suites() for one in suite.expectations]
    assert len(expected) > 300
    return {one.key: counted.counts_of(one) for one in expected}


def _rows_written(warehouse: Path) -> dict[str, int]:
    """Rows of each table in Parquet, but for those that tell of runs."""
    with duckdb.connect() as connection:
        return {
            file.stem: connection.read_parquet(str(file)).count("*").fetchall()[0][0]
            for file in (warehouse / "parquet" / "current").glob("*.parquet")
            if file.stem not in RUN_TABLES
        }


def test_without_anything_kept_dbt_is_needed(settings: Settings) -> None:
    with run_at_work(settings, "test") as state:
        assert not may_go_on(state)


def _report(family: str, seed: int, issuer: str) -> bytes:
    report = clean_report(family, seed).report
    return typeset(with_words(report, {ISSUER: issuer}), LOOKS["reference"]).pdf


@pytest.mark.slow
def test_a_report_that_comes_is_as_if_everything_were_built(tmp_path: Path) -> None:
    raw, warehouse = tmp_path / "raw", tmp_path / "warehouse"
    raw.mkdir()
    # Of three bodies: which of two reports of one body counts is told by when they were first seen.
    (raw / "first.pdf").write_bytes(_report("suzhou", 1, ISSUER))
    (raw / "second.pdf").write_bytes(_report("hangzhou", 2, "西原市统筹协调局"))
    later = tmp_path / "later.pdf"
    later.write_bytes(_report("suzhou", 3, "北岭市统筹协调局"))
    assert run(raw, warehouse, environment=KEEPING)[0] == 0
    assert _nodes(warehouse)[0] > 0
    before = tmp_path / "before.duckdb"
    shutil.copyfile(warehouse / "yusuan.duckdb", before)

    shutil.copyfile(later, raw / "later.pdf")
    assert run(raw, warehouse, environment=KEEPING)[0] == 0
    assert _nodes(warehouse)[0] == 0
    whole = tmp_path / "whole"
    assert run(raw, whole, environment=KEEPING)[0] == 0
    assert _counted(warehouse) == _counted(whole), "what was not counted again counts what it would"
    parquet = warehouse / "parquet"
    linked = [file.name for file in (parquet / "current").glob("*.parquet") if file.stat().st_nlink > 1]
    assert "dim_measure.parquet" in linked and "fct_amount.parquet" not in linked
    assert _rows_written(warehouse) == _rows_written(whole)
    assert differences(warehouse / "yusuan.duckdb", whole / "yusuan.duckdb") == []
    assert differences(warehouse / "yusuan.duckdb", before)

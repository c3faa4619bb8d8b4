"""A second report into a warehouse of one: made anew in the kept candidate, the same as if everything were built."""

from __future__ import annotations

import shutil
from pathlib import Path

import duckdb
import pytest

from pipelines.runs.state import run_at_work
from pipelines.runs.what_changed import may_go_on
from pipelines.settings import Settings
from specimens.families import clean_report
from specimens.typeset import LOOKS, typeset
from tests.runs.main_job import differences, run

TIMING = (
    "select count(*) filter (where item_name like 'test.%'), count(*) from rpt_run_timing where item_kind = 'dbt_node'"
)


def _nodes(warehouse: Path) -> tuple[int, int]:
    """How many tests, and nodes in all, the run timed: a build by dbt has tests among them."""
    with duckdb.connect(str(warehouse / "yusuan.duckdb"), read_only=True) as connection:
        row = connection.execute(TIMING).fetchone()
    assert row is not None
    return row


def test_without_anything_kept_dbt_is_needed(settings: Settings) -> None:
    with run_at_work(settings, "test") as state:
        assert not may_go_on(state)


@pytest.mark.slow
def test_a_report_that_comes_is_as_if_everything_were_built(tmp_path: Path) -> None:
    raw, warehouse = tmp_path / "raw", tmp_path / "warehouse"
    raw.mkdir()
    for seed, family in ((1, "suzhou"), (2, "hangzhou")):
        (raw / f"{family}.pdf").write_bytes(typeset(clean_report(family, seed).report, LOOKS["reference"]).pdf)
    later = tmp_path / "later.pdf"
    later.write_bytes(typeset(clean_report("suzhou", 3).report, LOOKS["reference"]).pdf)
    assert run(raw, warehouse)[0] == 0
    assert _nodes(warehouse)[0] > 0
    before = tmp_path / "before.duckdb"
    shutil.copyfile(warehouse / "yusuan.duckdb", before)

    shutil.copyfile(later, raw / "later.pdf")
    assert run(raw, warehouse)[0] == 0
    assert _nodes(warehouse)[0] == 0
    whole = tmp_path / "whole"
    assert run(raw, whole)[0] == 0
    assert differences(warehouse / "yusuan.duckdb", whole / "yusuan.duckdb") == []
    assert differences(warehouse / "yusuan.duckdb", before)

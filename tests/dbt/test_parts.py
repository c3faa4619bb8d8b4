"""Models that are made a part of the documents after the other have the rows they have when made in one."""

from __future__ import annotations

from pathlib import Path

import duckdb

from pipelines.warehouse.replay import read_manifest, run_steps, steps_to
from tests.dbt.conftest import PROJECT, build, build_folder

__all__ = ["build_folder"]

_ROWS = "select * from intermediate.int_check_sum order by all"


def _rows(candidate: Path) -> list[tuple[object, ...]]:
    with duckdb.connect(str(candidate), read_only=True) as connection:
        return connection.execute(_ROWS).fetchall()


def test_parts_have_the_rows_of_the_whole_in_dbt_and_in_a_replay(build_folder: Path, tmp_path: Path) -> None:
    whole = _rows(build_folder / "candidate.duckdb")
    few = "{rows_a_part: 50}"
    wanted = ("--select", "+int_check_sum", "--exclude-resource-types", "test", "unit_test", "--vars", few)
    build(tmp_path, build_folder / "hand_over", *wanted)
    candidate = tmp_path / "candidate.duckdb"
    assert len(whole) > 100
    assert _rows(candidate) == whole

    (step,) = [
        step
        for step in steps_to(read_manifest(tmp_path / "target" / "manifest.json"), ["int_check_sum"])
        if step.name == "int_check_sum"
    ]
    assert (step.parted_by, step.rows_a_part) == ("int_check_term", 50)
    with duckdb.connect(str(candidate)) as connection:
        run_steps(connection, [step], PROJECT)
    assert _rows(candidate) == whole

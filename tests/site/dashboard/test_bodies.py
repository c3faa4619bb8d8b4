"""单位: a body's shard has the amounts that may be added up, and they are the warehouse's."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb

from pipelines.site.dashboard.bodies import body_name_in_links, body_rows, write_body_shards


def _shard(folder: Path) -> dict[str, Any]:
    (path,) = folder.iterdir()
    text = path.read_text(encoding="utf-8")
    name, value = json.loads("[" + text.removeprefix("Yusuan.put(").removesuffix(");\n") + "]")
    assert name == f"bodies/{path.stem}"
    return dict(value)


def test_a_name_in_links_is_one_whatever_the_key(warehouse: duckdb.DuckDBPyConnection) -> None:
    (row,) = body_rows(warehouse)
    (key,) = warehouse.execute("select body_key from dim_body").fetchone() or ("",)
    assert row[0] == body_name_in_links(key) and row[0].isalnum()
    assert body_name_in_links("110000/甲/乙") != body_name_in_links("110000/甲乙")


def test_the_shard_agrees_with_what_may_be_added_up(warehouse: duckdb.DuckDBPyConnection, tmp_path: Path) -> None:
    assert write_body_shards(warehouse, tmp_path / "bodies") == 1
    shard = _shard(tmp_path / "bodies")
    spent = warehouse.execute("select sum(amount_yuan) from expenditure").fetchone()
    assert (sum(Decimal(row[4]) for row in shard["functions"]),) == spent
    assert (next(Decimal(row[3]) for row in shard["totals"] if row[2] == "expenditure"),) == spent
    largest = warehouse.execute("select max(amount_yuan) from dim_project").fetchone()
    assert (Decimal(shard["projects"][0][2]),) == largest
    assert {row[0] for row in shard["three_public"]} == {2024} and shard["against"] == []
    # Budget of the year before, budget, change, final accounts, their difference.
    total = shard["three_public"][0]
    assert total[1] == "three_public_total" and total[2][1] == "Three public expenses" and len(total) == 8
    printed = warehouse.execute(
        "select distinct amount_yuan from fct_three_public where measure_key = 'three_public_total' and row_kind = 'total'"
    ).fetchall()
    assert (Decimal(total[4]),) in printed and total[6] is None


def test_a_body_without_amounts_has_no_shard(changed: duckdb.DuckDBPyConnection, tmp_path: Path) -> None:
    for table in (
        "rpt_body_total",
        "panel_expenditure_by_function",
        "panel_basic_by_economic",
        "budget_against_final_by_function",
        "three_public",
        "dim_project",
    ):
        changed.execute(f"delete from {table}")
    assert write_body_shards(changed, tmp_path / "bodies") == 0 and not (tmp_path / "bodies").exists()


def test_budget_stands_against_final_accounts_only_where_both_are_of_the_same(
    changed: duckdb.DuckDBPyConnection, tmp_path: Path
) -> None:
    columns = "(body_key, body_name, fiscal_year, comparable_class_code, comparable_class_name, budget_yuan, final_yuan, difference_yuan, is_same_scope)"
    (key,) = changed.execute("select body_key from dim_body").fetchone() or ("",)
    changed.execute("create or replace temp table given as select * from budget_against_final_by_function limit 0")
    for year, code, budget, final, is_same in (
        (2024, "201", 10, 12, True),
        (2024, "201", 5, None, True),
        (2023, "205", 7, 7, True),
        (2022, "201", 1, 2, False),
    ):
        changed.execute(
            f"insert into given {columns} values ($key, '甲', $year, $code, '类', $budget, $final, null, $is_same)",
            {"key": key, "year": year, "code": code, "budget": budget, "final": final, "is_same": is_same},
        )
    changed.execute("create or replace temp view budget_against_final_by_function as select * from given")
    write_body_shards(changed, tmp_path / "bodies")
    assert _shard(tmp_path / "bodies")["against"] == [
        [2024, "201", ["类", "类"], "15", "12", "-3"],
        [2023, "205", ["类", "类"], "7", "7", "0"],
    ]

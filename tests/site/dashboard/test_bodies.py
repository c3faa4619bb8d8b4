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
    assert {row[0] for row in shard["three_public"]} == {2024}
    total = next(row for row in shard["three_public"] if row[2] == "three_public_total")
    printed = warehouse.execute(
        "select distinct amount_yuan from fct_three_public where measure_key = 'three_public_total' and row_kind = 'total'"
    ).fetchall()
    assert (Decimal(total[4]),) in printed


def test_a_body_without_amounts_has_no_shard(changed: duckdb.DuckDBPyConnection, tmp_path: Path) -> None:
    for table in (
        "rpt_body_total",
        "panel_expenditure_by_function",
        "panel_basic_by_economic",
        "fct_three_public",
        "dim_project",
    ):
        changed.execute(f"delete from {table}")
    assert write_body_shards(changed, tmp_path / "bodies") == 0 and not (tmp_path / "bodies").exists()

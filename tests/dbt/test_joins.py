"""No model compares every row with every other where it could look them up: the work grows with the reports, not with their square.

DuckDB falls back to comparing pairs where a left join's condition tests the left side alone, or says "or": told as a key that is
null where the test fails, or joined inside first, the same is a hash join.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import duckdb
import pytest

from pipelines.warehouse.replay import read_manifest

#: Comparing pairs on purpose: one side is a list of the project that no report makes longer.
SHORT_SIDE = {
    # department_names, some dozen renamings.
    "int_body_name",
    # Distinct printed codes against the code lists.
    "int_row_code",
}
_EQUALITY = re.compile(r"""[\w)] = [a-z_"(]""")


def _pairs(node: dict[str, Any]) -> Iterator[str]:
    """Conditions of the joins that compare pairs, in a plan and below it."""
    if node.get("name", "").strip() == "BLOCKWISE_NL_JOIN":
        yield str(node.get("extra_info", {}).get("Condition", ""))
    for child in node.get("children", []):
        yield from _pairs(child)


def pairs_of(connection: duckdb.DuckDBPyConnection, sql: str) -> list[str]:
    """Conditions with an equality that could be a key, of the joins of a query that compare pairs."""
    ((_, plan),) = connection.execute(f"explain (format json) {sql}").fetchall()
    return [condition for root in json.loads(plan) for condition in _pairs(root) if _EQUALITY.search(condition)]


def test_a_test_of_the_left_side_alone_is_noticed_and_a_key_is_not() -> None:
    with duckdb.connect() as connection:
        connection.execute("create table a as select range::varchar as k, 'x' as t from range(10)")
        connection.execute("create table b as select * from a")
        assert pairs_of(connection, "select 1 from a left join b on a.k = b.k and a.t = 'x'") != []
        assert pairs_of(connection, "select 1 from a left join b on case when a.t = 'x' then a.k end = b.k") == []


@pytest.mark.usefixtures("warehouse")
def test_models_look_rows_up(build_folder: Path, warehouse: duckdb.DuckDBPyConnection) -> None:
    nodes = read_manifest(build_folder / "target" / "manifest.json")["nodes"].values()
    models = [n for n in nodes if n["resource_type"] == "model" and n["language"] == "sql" and n.get("compiled_code")]
    assert len(models) > 200
    comparing = {n["name"]: found for n in models if (found := pairs_of(warehouse, n["compiled_code"]))}
    assert {name: found for name, found in comparing.items() if name not in SHORT_SIDE} == {}
    assert set(comparing) == SHORT_SIDE, "this list may only become shorter"

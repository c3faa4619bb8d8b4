"""Rows of what is held back are deleted where readers see them, and stay where it is listed."""

from __future__ import annotations

from collections.abc import Iterator

import duckdb
import pytest

from pipelines.contract.holds import Holds, Reason
from pipelines.warehouse.purge import LISTINGS, purge

WHY = Reason("有问题。", "Something is wrong.")


@pytest.fixture
def connection() -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect() as opened:
        opened.execute("create schema intermediate")
        for table in ("main.fct_revenue", "main.dim_document", "intermediate.int_amount"):
            opened.execute(f"create table {table} as select unnest(['a', 'b', 'b']) as document_id")
        opened.execute("create table main.dim_function as select 1 as function_key")
        opened.execute(
            "create table main.fct_reconciliation as from (values ('a', 'sum', 'none'), ('a', 'sum', 'x'), "
            "('a', 'share', 'x'), ('b', 'share', 'x')) as rows(document_id, rule_id, instance_key)"
        )
        yield opened


def _count(connection: duckdb.DuckDBPyConnection, table: str) -> int:
    return int(connection.execute(f"select count(*) from {table}").fetchall()[0][0])


def test_a_documents_rows_go_from_facts_and_stay_in_listings(connection: duckdb.DuckDBPyConnection) -> None:
    assert "dim_document" in LISTINGS
    assert purge(connection, Holds({"b": WHY})) == {"fct_revenue": 2, "fct_reconciliation": 1}
    assert [_count(connection, table) for table in ("main.dim_document", "intermediate.int_amount")] == [3, 3]


def test_a_rules_checks_go_and_that_it_is_switched_off_stays(connection: duckdb.DuckDBPyConnection) -> None:
    assert purge(connection, Holds(rules={"sum": WHY})) == {"fct_reconciliation": 1}
    rows = connection.execute("select instance_key from main.fct_reconciliation where rule_id = 'sum'").fetchall()
    assert rows == [("none",)]


def test_with_nothing_held_back_nothing_is_deleted(connection: duckdb.DuckDBPyConnection) -> None:
    assert purge(connection, Holds()) == {}

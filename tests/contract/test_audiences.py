"""Which public table is published in which schema, and bare names that find all of them."""

from __future__ import annotations

import duckdb
import pytest

from pipelines.contract.audiences import find_by_bare_names, place_of, schema_of


@pytest.mark.parametrize(
    ("table", "schema"),
    [
        ("expenditure", "main"),
        ("dim_body", "main"),
        ("fct_amount", "facts"),
        ("dim_cell", "facts"),
        ("fct_reconciliation", "quality"),
        ("rpt_coverage", "quality"),
        ("dim_publication", "machinery"),
        ("rpt_fetch", "machinery"),
    ],
)
def test_whom_a_table_is_for(table: str, schema: str) -> None:
    assert schema_of(table) == schema


def test_the_place_of_a_table_is_sql() -> None:
    assert (place_of("fct_amount"), place_of("coverage")) == ('facts."fct_amount"', 'main."coverage"')


def test_bare_names_find_tables_of_all_schemas_that_there_are() -> None:
    with duckdb.connect() as connection:
        connection.execute("create schema facts; create table facts.fct_amount as select 1 as a")
        connection.execute("create table main.expenditure as select 2 as a")
        with pytest.raises(duckdb.CatalogException):
            connection.execute("from fct_amount")
        find_by_bare_names(connection)
        assert connection.execute("from fct_amount union all from expenditure order by a").fetchall() == [(1,), (2,)]


def test_a_warehouse_without_schemas_is_read_as_it_is() -> None:
    with duckdb.connect() as connection:
        connection.execute("create table main.fct_amount as select 1 as a")
        find_by_bare_names(connection)
        assert connection.execute("from fct_amount").fetchall() == [(1,)]

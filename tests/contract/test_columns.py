"""Columns and tables of the contract as Arrow and DuckDB spell them."""

from __future__ import annotations

import duckdb
import pyarrow as pa
import pytest

from pipelines.contract.columns import ARROW_TYPES, DUCKDB_TYPES, Column, Table


@pytest.mark.parametrize("kind", sorted(ARROW_TYPES))
def test_duckdb_reads_an_arrow_column_as_the_type_we_say(kind: str) -> None:
    column = Column("c", kind, "列", "Column.")
    given = pa.table({"c": pa.array([None], ARROW_TYPES[kind])})
    assert str(duckdb.from_arrow(given).types[0]) == DUCKDB_TYPES[kind] == column.duckdb_type


def test_money_is_no_float() -> None:
    assert pa.types.is_decimal(ARROW_TYPES["printed_number"])


def test_required_columns_are_not_nullable_and_order_is_kept() -> None:
    table = Table("t", "表", "One row.", ("a",), (Column("a", "text", "", "", True), Column("b", "integer", "", "")))
    assert [field.nullable for field in table.arrow_schema] == [False, True]
    assert table.column_names == ("a", "b") == tuple(table.arrow_schema.names)

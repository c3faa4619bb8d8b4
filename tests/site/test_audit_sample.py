"""Amounts drawn at random, the same for the same seed, with where they stand."""

from __future__ import annotations

from collections.abc import Iterator

import duckdb
import pytest

from pipelines.site.audit_sample import NothingToAuditError, Strip, draw_amounts

_TABLES = """
create table dim_document as select 'd' as document_id, 'a.pdf' as file_name;
create table dim_printed_table as select 't' as table_id, null::varchar as printed_title;
create table dim_cell (
    cell_id varchar, table_id varchar, piece_no integer, row_no integer, role varchar, page_no integer,
    x0_points double, y0_points double, x1_points double, y1_points double
);
insert into dim_cell values ('h', 't', 1, 1, 'header', 2, 0, 90, 100, 100), ('other', 't', 1, 5, 'label', 2, 0, 0, 20, 70);
insert into dim_cell select 'c' || n, 't', 1, n, 'figure', 2, 50, 80 - n * 10, 60, 90 - n * 10 from range(2, 7) as r(n);
create table fct_amount as
select 'l' || n as line_id, 'd' as document_id, 't' as table_id, 'c' || n as cell_id, 2 as page_no, 'basic' as table_kind,
    'row ' || n as label_printed, '合计' as header_path, n || '.00' as amount_printed, '元' as unit_printed,
    case when n < 6 then n::decimal(18, 2) end as amount_yuan, 'reconciled' as reconciliation_status
from range(2, 7) as r(n);
"""


@pytest.fixture
def connection() -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect() as made:
        made.execute(_TABLES)
        yield made


def test_as_many_as_there_are_and_none_without_an_amount(connection: duckdb.DuckDBPyConnection) -> None:
    found = draw_amounts(connection, 99, 1)
    assert [amount.line_id for amount in found] == ["l2", "l3", "l4", "l5"]
    assert {amount.table_title for amount in found} == {"basic"}


def test_the_same_seed_draws_the_same(connection: duckdb.DuckDBPyConnection) -> None:
    drawn = [tuple(amount.line_id for amount in draw_amounts(connection, 2, seed)) for seed in range(20)]
    assert drawn == [tuple(amount.line_id for amount in draw_amounts(connection, 2, seed)) for seed in range(20)]
    assert len(set(drawn)) > 1 and all(len(set(one)) == 2 for one in drawn)


def test_the_row_is_as_high_as_the_amount_and_the_header_stands_above(connection: duckdb.DuckDBPyConnection) -> None:
    amount = next(one for one in draw_amounts(connection, 99, 1) if one.line_id == "l5")
    assert amount.cell == Strip(2, (50, 30, 60, 40))
    # The label beside it reaches over many rows.
    assert amount.row == Strip(2, (0, 30, 60, 40))
    assert amount.header == Strip(2, (0, 90, 100, 100))


def test_an_empty_warehouse_says_what_to_do(connection: duckdb.DuckDBPyConnection) -> None:
    connection.execute("delete from fct_amount")
    with pytest.raises(NothingToAuditError, match="yusuan run"):
        draw_amounts(connection, 1, 1)

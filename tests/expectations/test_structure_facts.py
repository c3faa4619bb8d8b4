"""Whether a table's cells are all in fct_amount: what is a figure, and what is noticed."""

from __future__ import annotations

from collections.abc import Iterator

import duckdb
import pytest

from expectations.structure_facts import ALL_GIVEN

_TABLES = """
create schema staging; create schema intermediate;
create table intermediate.int_document as select 'd' as document_id, true as is_published;
create table staging.stg_printed_tables as
select 't' as table_id, 'd' as document_id, 'kind' as table_kind, 'title' as printed_title, 1 as first_page_no, false as is_held_back
union all select 'empty', 'd', 'kind', 'title', 2, false;
create table staging.stg_labels as select 'target' as cell_id, 'indicator_target' as field_key, '99.50' as text
union all select 'bare', null, '5.00';
create table staging.stg_lines as select 'figure' as cell_id, 'printed' as value_state union all select 'mark', 'marker';
create table main.dim_cell as
select cell_id, 't' as table_id, 1 as piece_no, role, text from (values
    ('figure', 'figure', '1.00'), ('mark', 'figure', '-'), ('target', 'label', '99.50'), ('bare', 'label', '5.00'),
    ('name', 'label', '教育支出'), ('year', 'label', '2024'), ('blank', 'empty', '')
) as cells(cell_id, role, text);
create table main.fct_amount as
select 't' as table_id, cell_id, cell_id as line_id from (values ('figure'), ('bare')) as given(cell_id);
"""


@pytest.fixture
def connection() -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect() as made:
        made.execute(_TABLES)
        yield made


def _offending(connection: duckdb.DuckDBPyConnection) -> list[str]:
    rows = connection.execute(
        f"select table_id from ({ALL_GIVEN.population}) where is_offending is not false"
    ).fetchall()
    return [table_id for (table_id,) in rows]


def test_figures_and_amounts_that_no_column_names_are_wanted_and_marks_and_targets_are_not(
    connection: duckdb.DuckDBPyConnection,
) -> None:
    assert _offending(connection) == []


@pytest.mark.parametrize(
    "change",
    [
        "delete from fct_amount where cell_id = 'figure'",
        "delete from fct_amount where cell_id = 'bare'",
        "delete from fct_amount",
        "insert into fct_amount values ('t', 'figure', 'again')",
        "insert into fct_amount values ('t', 'mark', 'mark')",
        "update fct_amount set cell_id = 'name' where cell_id = 'figure'",
        "update dim_cell set role = 'figure' where cell_id = 'year'",
    ],
)
def test_a_figure_lost_doubled_or_put_in_another_cell_is_noticed(
    change: str, connection: duckdb.DuckDBPyConnection
) -> None:
    connection.execute(change)
    assert _offending(connection) == ["t"]


def test_a_table_held_back_is_not_asked(connection: duckdb.DuckDBPyConnection) -> None:
    connection.execute("delete from fct_amount")
    connection.execute("update staging.stg_printed_tables set is_held_back = true where table_id = 't'")
    assert _offending(connection) == []

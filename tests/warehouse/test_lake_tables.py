"""Bringing tables of a lake to those of a file: what differs is told by contents, and no more is written than that."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest

pytest.importorskip(
    "duckdb_extension_ducklake", reason="DuckDB's extension for a lake is not installed (locks/lake.txt)"
)

from pipelines.warehouse.lake_extension import with_extension
from pipelines.warehouse.lake_tables import Change, Place, find_changes, find_gone, write

FACT, STAFF = Place("facts", "fct_amount"), Place("main", "staffing")


@pytest.fixture
def both(tmp_path: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """A published database in memory and an empty lake; ten documents of ten rows, and rows of no document."""
    with with_extension(tmp_path / "spill") as connection:
        connection.execute("attach ':memory:' as published")
        connection.execute(f"attach 'ducklake:{tmp_path}/lake.ducklake' as lake (data_inlining_row_limit 0)")
        connection.execute("create schema published.facts")
        connection.execute(
            "create table published.facts.fct_amount as select 'd' || (range // 10) as document_id, "
            "range::decimal(18, 2) as amount_yuan, [range] as places from range(100)"
        )
        connection.execute("insert into published.facts.fct_amount values (null, 1, null), (null, null, [])")
        connection.execute("create table published.main.staffing as select 1 as posts")
        connection.execute("create table published.main.dim_document (document_id varchar not null)")
        yield connection


def _bring(connection: duckdb.DuckDBPyConnection) -> dict[Place, Change]:
    changes, gone = find_changes(connection), find_gone(connection)
    connection.begin()
    write(connection, changes, gone)
    connection.commit()
    assert find_changes(connection) == {}
    assert find_gone(connection) == []
    return changes


def test_what_is_not_there_is_made_with_its_columns(both: duckdb.DuckDBPyConnection) -> None:
    changes = _bring(both)
    assert len(changes) == 3 and all(change.is_whole and change.columns for change in changes.values())
    nullable = both.execute(
        "select is_nullable from duckdb_columns() where database_name = 'lake' and table_name = 'dim_document'"
    ).fetchone()
    assert nullable == (False,)


@pytest.mark.parametrize(
    ("statement", "changed"),
    [
        ("update {} set amount_yuan = amount_yuan + 0.01 where document_id = 'd3' and amount_yuan = 33", ("d3",)),
        ("update {} set places = [1, 2] where amount_yuan in (33, 47)", ("d3", "d4")),
        ("delete from {} where document_id = 'd3'", ("d3",)),
        ("insert into {} values ('new', 1, null)", ("new",)),
        ("insert into {} from {} where document_id = 'd3' limit 1", ("d3",)),
        ("update {} set amount_yuan = 2 where document_id is null and amount_yuan = 1", ("",)),
        ("update {} set places = null where document_id is null", ("",)),
        ("update {} set places = [null] where document_id is null", ("",)),
        ("update {} set places = [] where amount_yuan = 33", ("d3",)),
        # Swapped between two documents: each has other rows than before, all rows together are the same.
        ("update {} set amount_yuan = case amount_yuan when 33 then 47 else 33 end where amount_yuan in (33, 47)", ("d3", "d4")),
    ],
)  # fmt: skip
def test_of_documents_that_differ_only_their_rows_are_written(
    both: duckdb.DuckDBPyConnection, statement: str, changed: tuple[str, ...]
) -> None:
    _bring(both)
    both.execute(statement.replace("{}", "published.facts.fct_amount"))
    assert _bring(both) == {FACT: Change(False, changed)}


def test_of_many_documents_that_differ_the_table_is_written_anew(both: duckdb.DuckDBPyConnection) -> None:
    _bring(both)
    both.execute("update published.facts.fct_amount set amount_yuan = -1 where document_id in ('d1', 'd2', 'd3')")
    assert _bring(both) == {FACT: Change(True)}


def test_a_table_without_documents_is_written_anew(both: duckdb.DuckDBPyConnection) -> None:
    _bring(both)
    both.execute("update published.main.staffing set posts = 2")
    assert _bring(both) == {STAFF: Change(True)}
    assert both.execute("from lake.staffing").fetchall() == [(2,)]


def test_the_order_of_rows_is_no_difference(both: duckdb.DuckDBPyConnection) -> None:
    _bring(both)
    both.execute(
        "create or replace table published.facts.fct_amount as from published.facts.fct_amount order by amount_yuan desc"
    )
    assert _bring(both) == {}


def test_a_column_of_another_type_makes_another_table(both: duckdb.DuckDBPyConnection) -> None:
    _bring(both)
    both.execute("alter table published.main.staffing alter posts type bigint")
    (change,) = _bring(both).values()
    assert change.columns is not None and change.columns[0].data_type == "BIGINT"


def test_what_is_published_no_more_goes(both: duckdb.DuckDBPyConnection) -> None:
    _bring(both)
    both.execute("drop table published.main.staffing; create view published.main.staffing as select 1 as posts")
    assert find_gone(both) == [STAFF]
    _bring(both)
    with pytest.raises(duckdb.CatalogException):
        both.execute("from lake.staffing")


def test_a_description_taken_back_is_taken_back(both: duckdb.DuckDBPyConnection) -> None:
    def said() -> list[tuple[str | None]]:
        return both.execute(
            "select comment from duckdb_columns() where database_name = 'lake' and table_name = 'staffing'"
        ).fetchall()

    both.execute("comment on column published.main.staffing.posts is '编制. Posts; it''s a count.'")
    _bring(both)
    assert said() == [("编制. Posts; it's a count.",)]
    both.execute("comment on column published.main.staffing.posts is null")
    _bring(both)
    assert said() == [(None,)]

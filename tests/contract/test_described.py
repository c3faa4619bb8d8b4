"""Tables that Python writes carry their descriptions."""

from __future__ import annotations

from datetime import UTC, datetime

import duckdb
import pytest

from pipelines.contract.described import DescribedTable

TABLE = DescribedTable("t", "It's a table.", (("a", "varchar not null", "The 'a'."), ("b", "integer", "B.")))


def test_it_is_made_empty_with_its_comments_whatever_was_there() -> None:
    with duckdb.connect() as connection:
        connection.execute("create table main.t as select 1 as other")
        TABLE.create(connection)
        found = connection.execute(
            "select column_name, data_type, is_nullable, comment from duckdb_columns() where table_name = 't'"
        ).fetchall()
        assert found == [("a", "VARCHAR", False, "The 'a'."), ("b", "INTEGER", True, "B.")]
        comment = connection.execute("select comment, estimated_size from duckdb_tables() where table_name = 't'")
        assert comment.fetchone() == ("It's a table.", 0)
    assert TABLE.names == ["a", "b"]


WIDE = DescribedTable(
    "w",
    "Wide.",
    (
        ("name", "varchar not null", "Name."),
        ("names", "varchar[] not null", "Names."),
        ("started_at", "timestamptz", "When."),
        ("said", "json", "Said."),
        ("seconds", "double", "Seconds."),
    ),
)


@pytest.mark.parametrize("names", [[], ["x"], ["x", "y"]])
def test_rows_are_added_at_once_and_keep_their_values(names: list[str]) -> None:
    moment = datetime(2026, 1, 2, 3, 4, 5, 678000, tzinfo=UTC)
    rows = [("a", names, moment, '{"k": 1}', 0.5), ("b", [], None, None, None)]
    with duckdb.connect() as connection:
        connection.execute("set timezone = 'UTC'")
        WIDE.create(connection)
        WIDE.insert(connection, [])
        WIDE.insert(connection, rows)
        assert connection.execute("from w order by name").fetchall() == rows


def test_what_the_table_refuses_is_not_added() -> None:
    with duckdb.connect() as connection:
        TABLE.create(connection)
        with pytest.raises(duckdb.ConstraintException):
            TABLE.insert(connection, [("a", 1), (None, 2)])
        assert connection.execute("select count(*) from t").fetchone() == (0,)

"""Tables that Python writes carry their descriptions."""

from __future__ import annotations

import duckdb

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

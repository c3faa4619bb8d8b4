"""Every row is laid at the document its keys name, and only what really changed is told."""

from __future__ import annotations

import duckdb
import pytest

from pipelines.warehouse.rows_by_document import changed_between, contents, document_expression, listed, short_of

ID = "0123456789abcdef"


@pytest.mark.parametrize(
    ("columns", "row", "document"),
    [
        (["document_id", "row_id"], (ID * 4, "fedcba9876543210-t01-r1"), ID),
        (["document_id"], (None,), ""),
        (["check_id", "source_id"], (f"rule:{ID}:{ID}-s0001", "fedcba9876543210-t01-r1"), ID),
        (["check_id"], ("rule without a report",), ""),
        (["table_id", "statement_id"], (None, f"{ID}-s0001"), ID),
    ],
)
def test_the_document_of_a_row(columns: list[str], row: tuple[str | None, ...], document: str) -> None:
    expression = document_expression(columns)
    values = ", ".join("null::varchar" if value is None else f"'{value}'" for value in row)
    with duckdb.connect() as connection:
        found = connection.execute(
            f"select {expression} from (values ({values})) as t({', '.join(columns)})"
        ).fetchone()
    assert found == (document,)


def test_rows_that_name_no_document_belong_to_none() -> None:
    assert document_expression(["function_code", "amount_yuan"]) is None


def test_contents_tell_a_change_by_document_whatever_the_order() -> None:
    with duckdb.connect() as connection:
        connection.execute("create table t as from (values ('a', 1), ('a', 2), ('b', 3)) as t(document_id, n)")
        before = contents(connection, "t", document_expression(["document_id"]))
        connection.execute(
            "create or replace table t as from (values ('b', 3), ('a', 2), ('a', 1), ('c', 1)) as t(document_id, n)"
        )
        after = contents(connection, "t", document_expression(["document_id"]))
        assert changed_between(before, after) == {"c"}
        connection.execute("update t set n = 4 where document_id = 'b'")
        changed = contents(connection, "t", document_expression(["document_id"]), {"b"})
        assert changed.keys() == {"b"} and changed_between({"b": after["b"]}, changed) == {"b"}
        assert contents(connection, "t", None).keys() == {""}


def test_a_list_is_quoted() -> None:
    assert listed({"b", "a'"}) == "('a''', 'b')" and short_of(ID * 4) == ID

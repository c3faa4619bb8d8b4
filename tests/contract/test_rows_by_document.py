"""Every row is laid at the document its keys name, and only what really changed is told."""

from __future__ import annotations

import duckdb
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.contract.rows_by_document import (
    changed_between,
    contents,
    document_expression,
    is_nested,
    listed,
    of_documents,
    short_of,
)

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
        before = contents(connection, "t", ["document_id"])
        connection.execute(
            "create or replace table t as from (values ('b', 3), ('a', 2), ('a', 1), ('c', 1)) as t(document_id, n)"
        )
        after = contents(connection, "t", ["document_id"])
        assert changed_between(before, after) == {"c"}
        connection.execute("update t set n = 4 where document_id = 'b'")
        changed = contents(connection, "t", ["document_id"], {"b"})
        assert changed.keys() == {"b"} and changed_between({"b": after["b"]}, changed) == {"b"}
        assert contents(connection, "t", []).keys() == {""}


@given(
    st.sampled_from([["document_id"], ["table_id"], ["check_id"], ["row_id", "table_id"], ["check_id", "row_id"]]),
    st.lists(st.none() | st.text("0129af", min_size=16, max_size=20), max_size=30),
    st.sets(st.text("0129af", min_size=16, max_size=16), min_size=1, max_size=3),
    st.booleans(),
)
def test_the_rows_of_documents_are_those_whose_document_is_one_of_them(
    columns: list[str], keys: list[str | None], documents: set[str], with_none: bool
) -> None:
    documents |= {key[:16] for key in keys[:2] if key} | ({""} if with_none else set())
    told = [None if key is None else f"rule:{key}:1" if columns[0] == "check_id" else key for key in keys]
    with duckdb.connect() as connection:
        listing = ", ".join(f"{name} varchar" for name in columns)
        connection.execute(f"create table t ({listing}, n integer)")
        for number, key in enumerate(told):
            marks = ", ".join("?" for _ in columns)
            connection.execute(f"insert into t values ({marks}, {number})", [key] * len(columns))
        found = connection.execute(f"select n from t where {of_documents(columns, documents)} order by n").fetchall()
        expression = document_expression(columns)
        plain = connection.execute(f"select n, {expression} from t order by n").fetchall()
    assert [row[0] for row in found] == [number for number, document in plain if document in documents]


def test_rows_of_no_document_are_no_documents_rows() -> None:
    assert of_documents(["amount_yuan"], {ID}) is None
    assert of_documents(["document_id"], {ID}) == (
        f"(document_id >= '{ID}' and document_id < '0123456789abcdeg' "
        f"and coalesce(left(document_id, 16), '') in ('{ID}'))"
    )


def test_a_list_is_quoted() -> None:
    assert listed({"b", "a'"}) == "('a''', 'b')" and short_of(ID * 4) == ID


@pytest.mark.parametrize(
    ("data_type", "values"),
    [
        ("integer[]", ["null", "[]", "[null]", "[1]", "[1, null]"]),
        ("varchar[][]", ["[['a']]", "[['a'], []]", "[['a'], null]"]),
        ("struct(x integer[])", ["null", "{'x': []}", "{'x': null}"]),
    ],
)
def test_what_values_hold_is_told_apart_where_a_hash_does_not(data_type: str, values: list[str]) -> None:
    with duckdb.connect() as connection:
        held = []
        for value in values:
            connection.execute(f"create or replace table t as select 'a' as document_id, {value}::{data_type} as held")
            described = connection.execute("from t limit 0").description or ()
            nested = [column[0] for column in described if is_nested(str(column[1]))]
            assert nested == ["held"]
            held.append(contents(connection, "t", ["document_id", "held"], nested=nested)["a"])
    assert len(set(held)) == len(values)


@pytest.mark.parametrize("data_type", ["VARCHAR", "DECIMAL(18,2)", "TIMESTAMP WITH TIME ZONE", "ENUM('a', 'b')"])
def test_plain_values_hold_no_others(data_type: str) -> None:
    assert not is_nested(data_type)

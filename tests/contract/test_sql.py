"""Speaking SQL: whatever a text or a name holds, DuckDB reads it back as it was."""

from __future__ import annotations

import duckdb
from hypothesis import given
from hypothesis import strategies as st

from pipelines.contract.sql import columns_of, name_of, quoted, rows_of

#: DuckDB takes no text with a NUL byte.
_TEXTS = st.text(st.characters(exclude_characters="\0", exclude_categories=("Cs",)))


@given(_TEXTS)
def test_a_quoted_text_is_read_back_as_it_was(text: str) -> None:
    assert duckdb.sql(f"select {quoted(text)}").fetchall() == [(text,)]


@given(_TEXTS.filter(bool))
def test_a_quoted_name_is_the_columns_name(name: str) -> None:
    assert columns_of(duckdb.connect().execute(f"select 1 as {name_of(name)}")) == [name]


def test_rows_come_by_column_name_in_order() -> None:
    cursor = duckdb.connect().execute("select n, n * 2 as twice from range(2) as r(n) order by n")
    assert rows_of(cursor) == [{"n": 0, "twice": 0}, {"n": 1, "twice": 2}]


def test_no_rows_are_an_empty_list_whose_columns_are_known() -> None:
    cursor = duckdb.connect().execute("select 1 as one where false")
    assert columns_of(cursor) == ["one"]
    assert rows_of(cursor) == []

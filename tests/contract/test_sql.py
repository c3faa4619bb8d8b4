"""Speaking SQL: whatever a text or a name holds, DuckDB reads it back as it was."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier

import duckdb
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.contract.sql import (
    ConnectionOfThread,
    columns_of,
    connect,
    is_small,
    name_of,
    quoted,
    rows_of,
    with_room,
)

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


@pytest.mark.parametrize(("said", "limit"), [(None, "953.6 MiB"), ("", "953.6 MiB"), ("500MB", "476.8 MiB")])
def test_a_file_is_opened_within_the_memory_of_a_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, said: str | None, limit: str
) -> None:
    monkeypatch.delenv("YUSUAN_MEMORY_LIMIT", raising=False)
    if said is not None:
        monkeypatch.setenv("YUSUAN_MEMORY_LIMIT", said)
    with connect(tmp_path / "a.duckdb") as connection:
        assert connection.execute("select current_setting('memory_limit')").fetchone() == (limit,)


def test_a_file_opened_read_only_cannot_be_written(tmp_path: Path) -> None:
    connect(tmp_path / "a.duckdb").close()
    with connect(tmp_path / "a.duckdb", read_only=True) as connection, pytest.raises(duckdb.Error, match="read-only"):
        connection.execute("create table t (a integer)")


def test_what_finds_no_room_is_asked_once_more_by_one_thread() -> None:
    connection = duckdb.connect(config={"threads": 3})
    asked: list[int] = []

    def ask() -> str:
        asked.append(int(connection.execute("select current_setting('threads')").fetchall()[0][0]))
        if len(asked) == 1:
            raise duckdb.OutOfMemoryException("Out of Memory Error: failed to pin block")
        return "found"

    assert with_room(connection, ask) == "found"
    assert asked == [3, 1]
    assert connection.execute("select current_setting('threads')").fetchone() == (3,)


@pytest.mark.parametrize("error", [duckdb.OutOfMemoryException("no room"), duckdb.BinderException("no such column")])
def test_what_fails_by_one_thread_or_for_another_reason_is_raised(error: duckdb.Error) -> None:
    connection = duckdb.connect(config={"threads": 2})

    def ask() -> None:
        raise error

    with pytest.raises(type(error), match="no "):
        with_room(connection, ask)
    assert connection.execute("select current_setting('threads')").fetchone() == (2,)


def test_a_small_file_is_asked_by_one_thread_and_each_thread_has_a_connection_of_its_own(tmp_path: Path) -> None:
    file = tmp_path / "a.duckdb"
    assert not is_small(file), "who makes a file does not know how large it will be"
    connect(file).close()
    assert is_small(file)
    with connect(file) as opened, ThreadPoolExecutor(2) as threads:
        assert opened.execute("select current_setting('threads')").fetchone() == (1,)
        own = ConnectionOfThread(opened, "set schema = 'main'")
        both = Barrier(2, timeout=10)

        def make(number: int) -> int:
            both.wait()
            own.connection.execute(f"create temp table mine as select {number} as n")
            found = own.connection.execute("select n from mine").fetchone()
            assert found is not None
            return int(found[0])

        assert list(threads.map(make, (1, 2))) == [1, 2]

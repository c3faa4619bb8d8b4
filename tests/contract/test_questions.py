"""There is room for each of many questions: a large file is opened anew now and then, and for what found none."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path

import duckdb
import pytest

from pipelines.contract import questions
from pipelines.contract.questions import Questions
from pipelines.contract.sql import connect

TABLES, ROWS = 24, 400_000


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "a.duckdb"
    with connect(path) as connection:
        connection.execute("create table t as from range(5) as numbers(number)")
    return path


@pytest.fixture
def large(file: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A file that is taken for a large one."""
    monkeypatch.setattr(questions, "is_small", lambda path: False)
    return file


def _number_of(connection: duckdb.DuckDBPyConnection) -> int:
    """A temporary table lives as long as its connection: so many questions before this one asked it."""
    connection.execute("create temp table if not exists asked (number integer)")
    connection.execute("insert into asked values (1)")
    ((count,),) = connection.execute("select count(*) from asked").fetchall()
    return int(count)


def test_a_small_file_is_asked_by_several_threads(file: Path) -> None:
    with Questions(file) as asked, ThreadPoolExecutor(2) as threads:
        sums = threads.map(lambda _: asked.ask(lambda c: c.execute("select sum(number) from t").fetchone()), range(20))
        assert set(sums) == {(10,)}
    with Questions(file) as asked:
        assert [asked.ask(_number_of) for _ in range(40)][-1] == 40, "it stays open"


def test_a_large_file_is_opened_anew_now_and_then(large: Path) -> None:
    with Questions(large) as asked:
        numbers = [asked.ask(_number_of) for _ in range(100)]
    assert max(numbers) < 100 and numbers.count(1) > 1


@pytest.mark.parametrize("name", ["file", "large"])
def test_what_finds_no_room_is_asked_once_more_by_one_thread(name: str, request: pytest.FixtureRequest) -> None:
    threads: list[int] = []

    def question(connection: duckdb.DuckDBPyConnection) -> str:
        ((count,),) = connection.execute("select current_setting('threads')").fetchall()
        threads.append(int(count))
        if len(threads) == 1:
            raise duckdb.OutOfMemoryException("Out of Memory Error: failed to pin block")
        return "found"

    with Questions(request.getfixturevalue(name)) as asked:
        assert asked.ask(question) == "found"
        assert threads[-1] == 1
        assert asked.ask(lambda c: c.execute("select current_setting('threads')").fetchone()) == (threads[0],)


@pytest.mark.parametrize("name", ["file", "large"])
@pytest.mark.parametrize("error", [duckdb.OutOfMemoryException("no room"), duckdb.BinderException("no such column")])
def test_what_fails_again_or_for_another_reason_is_raised(
    name: str, error: duckdb.Error, request: pytest.FixtureRequest
) -> None:
    def question(connection: duckdb.DuckDBPyConnection) -> None:
        raise error

    with Questions(request.getfixturevalue(name)) as asked:
        with pytest.raises(type(error), match="no "):
            asked.ask(question)
        assert asked.ask(lambda c: c.execute("select count(*) from t").fetchone()) == (5,)


def test_deleted_rows_of_many_tables_do_not_fill_the_memory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "many.duckdb"
    with duckdb.connect(str(path)) as connection:
        for number in range(TABLES):
            connection.execute(f"create table t{number} as select range as n from range({ROWS})")
        connection.execute("checkpoint")
        for number in range(TABLES):
            connection.execute(f"delete from t{number} where n % 2000 = 0")
    monkeypatch.setenv("YUSUAN_MEMORY_LIMIT", "50MB")
    monkeypatch.setattr(questions, "is_small", lambda path: False)
    queries = [f"select count(*), sum(n) from t{number}" for number in range(TABLES)]
    with connect(path, read_only=True) as connection, pytest.raises(duckdb.OutOfMemoryException):
        # If this ends well one day, files need no longer be opened anew.
        for query in queries:
            connection.execute(query).fetchall()
    with Questions(path) as asked:
        found = [asked.ask(partial(_rows_of, query)) for query in queries]
    assert {count for ((count, _),) in found} == {ROWS - ROWS // 2000}


def _rows_of(query: str, connection: duckdb.DuckDBPyConnection) -> list[tuple[int, int]]:
    return connection.execute(query).fetchall()

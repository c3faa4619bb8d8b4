"""A file made of the one before holds what a whole copy holds; one that cannot be gone on from is refused."""

from __future__ import annotations

import shutil
from pathlib import Path

import duckdb
import pytest

from pipelines.contract.sql import connect
from pipelines.warehouse.publishable import make_publishable
from pipelines.warehouse.publishable_again import NotLikeBeforeError, make_again

A, B, C = ("a" * 16, "b" * 16, "c" * 16)


@pytest.fixture
def candidate(tmp_path: Path) -> Path:
    """A candidate of two documents, with a table by document, one by place, one that belongs to none, and a view."""
    path = tmp_path / "candidate.duckdb"
    with duckdb.connect(str(path)) as connection:
        connection.execute("create table fct_amount (line_id varchar primary key, amount_yuan decimal(18, 2) not null)")
        connection.execute("create table dim_document (document_id varchar, mark integer)")
        connection.execute("create table dim_body (body_key varchar, count integer)")
        connection.execute("create table rpt_supersession (document_id varchar, mark integer)")
        connection.execute("create view a_view as select document_id, mark * 2 as twice from dim_document")
        connection.execute("comment on table dim_body is '主体. Bodies.'")
        for mark, document in enumerate((A, B)):
            _add(connection, document, mark)
    return path


def _add(connection: duckdb.DuckDBPyConnection, document: str, mark: int) -> None:
    connection.execute(f"insert into fct_amount select '{document}-' || range, {mark} + range from range(100)")
    connection.execute(f"insert into dim_document values ('{document}{document}', {mark})")
    connection.execute(f"insert into rpt_supersession values ('{document}{document}', {mark})")
    connection.execute("delete from dim_body")
    connection.execute("insert into dim_body select 'body', count(*) from dim_document")


def _tables(path: Path) -> dict[str, list[tuple[object, ...]]]:
    with connect(path, read_only=True) as connection:
        names = connection.execute(
            "select schema_name || '.' || table_name from duckdb_tables() order by all"
        ).fetchall()
        return {name: connection.execute(f"from {name} order by all").fetchall() for (name,) in names}


@pytest.fixture
def before(candidate: Path, tmp_path: Path) -> Path:
    path = tmp_path / "before.duckdb"
    make_publishable(candidate, path)
    with duckdb.connect(str(path)) as connection:
        # What history adds when it is published.
        connection.execute("insert into quality.rpt_supersession values ('gone', 7)")
    return path


def test_it_holds_what_a_whole_copy_holds_and_the_file_before_stays(
    candidate: Path, before: Path, tmp_path: Path
) -> None:
    as_it_was = before.read_bytes()
    with duckdb.connect(str(candidate)) as connection:
        connection.execute(f"delete from fct_amount where line_id like '{A}%'")
        connection.execute(f"delete from dim_document where document_id like '{A}%'")
        connection.execute(f"delete from rpt_supersession where document_id like '{A}%'")
    with duckdb.connect(str(candidate)) as connection:
        _add(connection, A, 10)
        _add(connection, C, 3)
    documents = frozenset({A, C})
    changes = {"fct_amount": documents, "dim_document": documents, "a_view": documents, "dim_body": None}
    again, whole = tmp_path / "again.duckdb", tmp_path / "whole.duckdb"
    make_again(before, candidate, changes, again)
    make_publishable(candidate, whole)
    assert _tables(again) == _tables(whole)
    assert before.read_bytes() == as_it_was
    with connect(again, read_only=True) as connection:
        comment = connection.execute("select comment from duckdb_tables() where table_name = 'dim_body'").fetchone()
    assert comment == ("主体. Bodies.",)


def test_a_document_that_is_gone_is_gone(candidate: Path, before: Path, tmp_path: Path) -> None:
    with duckdb.connect(str(candidate)) as connection:
        for table, column in (("fct_amount", "line_id"), ("dim_document", "document_id")):
            connection.execute(f"delete from {table} where {column} like '{B}%'")
    changes = dict.fromkeys(("fct_amount", "dim_document", "a_view"), frozenset({B}))
    make_again(before, candidate, changes, tmp_path / "again.duckdb")
    assert len(_tables(tmp_path / "again.duckdb")["facts.fct_amount"]) == 100


def test_a_change_that_nobody_told_is_refused(candidate: Path, before: Path, tmp_path: Path) -> None:
    with duckdb.connect(str(candidate)) as connection:
        connection.execute(f"delete from fct_amount where line_id like '{B}%'")
    with pytest.raises(NotLikeBeforeError, match="fct_amount has"):
        make_again(before, candidate, {}, tmp_path / "again.duckdb")


@pytest.mark.parametrize(
    "statement",
    [
        "create table another (document_id varchar)",
        "alter table dim_body add column more varchar",
        "create table of_them (line_id varchar references fct_amount (line_id))",
    ],
)
def test_other_tables_than_before_are_refused(candidate: Path, before: Path, tmp_path: Path, statement: str) -> None:
    with duckdb.connect(str(candidate)) as connection:
        connection.execute(statement)
    with pytest.raises(NotLikeBeforeError, match="other tables"):
        make_again(before, candidate, {}, tmp_path / "again.duckdb")


def test_tables_that_refer_to_each_other_are_refused(candidate: Path, before: Path, tmp_path: Path) -> None:
    with duckdb.connect(str(candidate)) as connection:
        connection.execute("create table fct_of_them (line_id varchar references fct_amount (line_id))")
    shutil.copyfile(before, tmp_path / "other.duckdb")
    make_publishable(candidate, tmp_path / "other.duckdb")
    with pytest.raises(NotLikeBeforeError, match="refer"):
        make_again(tmp_path / "other.duckdb", candidate, {}, tmp_path / "again.duckdb")

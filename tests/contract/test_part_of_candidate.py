"""A query cut down to documents: which relations it reads, what is left of each, and when it may not be cut down."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import duckdb
import pytest

from pipelines.contract.part_of_candidate import ChangedSince, changed_since, relations_of
from pipelines.contract.rows_by_document import Change

A, B, C = ("a" * 64, "b" * 64, "c" * 64)
QUERY = "select facts.document_id, known.name from main.facts as facts left join main.kinds as known using (kind)"


@pytest.fixture
def candidate(tmp_path: Path) -> Path:
    path = tmp_path / "candidate.duckdb"
    with duckdb.connect(str(path)) as connection:
        connection.execute("create schema intermediate")
        connection.execute(
            "create table facts as select unnest(?) as document_id, unnest(['x', 'y', 'x']) as line_id, 'k' as kind",
            [[A, B, C]],
        )
        connection.execute("create table kinds as select 'k' as kind, 'a kind' as name")
        connection.execute(
            "create table intermediate.int_reach as select unnest(?) as document_id, unnest(?) as printed_in",
            [[A, B, B, C], [A, B, A, C]],
        )
    return path


def _since(candidate: Path, changes: Mapping[str, Change]) -> ChangedSince:
    return changed_since(candidate, changes)


def _rows(candidate: Path, query: str | None) -> list[tuple[str, ...]]:
    assert query is not None
    with duckdb.connect(str(candidate), read_only=True) as connection:
        return connection.execute(f"from ({query}) order by all").fetchall()


def test_relations_are_found_as_suites_name_them() -> None:
    query = "select main.a, b.main from main.b as b join staging.c on b.main.x = staging.c_d where intermediate.f(1)"
    assert relations_of(query) == {("main", "a"), ("main", "b"), ("staging", "c"), ("staging", "c_d")}
    assert relations_of("from duckdb_tables() where schema_name = 'main'") == frozenset()


def test_of_what_changed_and_what_is_held_against_it_rows_are_left(candidate: Path) -> None:
    since = _since(candidate, {"facts": frozenset({A[:16]})})
    # B is held against A.
    assert since.documents == {A[:16], B[:16]}
    assert _rows(candidate, since.part(QUERY)) == [(A, "a kind"), (B, "a kind")]
    assert _since(candidate, {"facts": frozenset({C[:16]})}).documents == {C[:16]}


def test_rows_that_agree_with_one_of_them_are_left_too(candidate: Path) -> None:
    since = _since(candidate, {"facts": frozenset({C[:16]})})
    query = "select document_id, line_id from main.facts"
    assert _rows(candidate, since.part(query)) == [(C, "x")]
    assert _rows(candidate, since.part(query, ("line_id",))) == [(A, "x"), (C, "x")]


@pytest.mark.parametrize("change", [None, frozenset({"", A[:16]})])
def test_where_rows_of_no_document_changed_nothing_is_cut(candidate: Path, change: Change) -> None:
    since = _since(candidate, {"kinds": change, "facts": frozenset({A[:16]})})
    assert since.part(QUERY) is None
    assert _rows(candidate, since.part("select document_id from main.facts")) == [(A,), (B,)]


def test_what_reads_no_relation_or_one_that_is_not_there_is_never_cut_nor_untouched(candidate: Path) -> None:
    since = _since(candidate, {"facts": frozenset({A[:16]})})
    assert since.part("from duckdb_tables()") is None and not since.is_untouched("from duckdb_tables()")
    assert since.part("from main.no_such") is None
    assert _since(candidate, {}).part(QUERY) is None


def test_untouched_is_what_reads_nothing_that_changed(candidate: Path) -> None:
    since = _since(candidate, {"facts": frozenset({A[:16]})})
    assert since.is_untouched("from main.kinds") and not since.is_untouched(QUERY)


def test_of_one_relation_alone_rows_of_what_changed_in_it_are_left(candidate: Path) -> None:
    since = _since(candidate, {"facts": frozenset({A[:16]}), "kinds": None})
    assert since.changed_in("facts") == {A[:16]} and since.changed_in("kinds") == since.changed_in("others") == set()
    place = ("main", "facts")
    assert _rows(candidate, since.rows("main.facts", place, documents=since.changed_in("facts"))) == [(A, "x", "k")]
    assert _rows(candidate, since.rows("main.facts", place, documents=frozenset())) == []
    assert since.rows("main.kinds", ("main", "kinds"), documents=frozenset()) is None

"""Expectations judged anew where something changed say what they say of the whole: whatever broke, and wherever nothing did."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

import duckdb
import pytest

from expectations import declared_suites
from pipelines.contract.part_of_candidate import ChangedSince, changed_since, relations_of
from pipelines.contract.questions import Questions
from pipelines.contract.rows_by_document import (
    Change,
    Content,
    changed_between,
    contents,
    document_expression,
    short_of,
)
from pipelines.quality.counted import DocumentCount, read_counts, write_counts
from pipelines.quality.declare import Expected, Suite
from pipelines.quality.measure import Before, Measured, measure
from tests.expectations.breaks import break_of
from tests.expectations.in_transaction import InTransaction

#: What promises to look no further than a document.
LOCAL = {
    f"{suite.key}__{expected.key}": (suite, expected)
    for suite in declared_suites()
    for expected in suite.expectations
    if expected.scope == "document"
}
Held = dict[str, dict[str, Content]]


def _columns(connection: duckdb.DuckDBPyConnection) -> dict[tuple[str, str], list[str]]:
    found: dict[tuple[str, str], list[str]] = {}
    for schema, name, column in connection.execute(
        "select schema_name, table_name, column_name from duckdb_columns() where not internal order by column_index"
    ).fetchall():
        found.setdefault((schema, name), []).append(column)
    return found


def _held(connection: duckdb.DuckDBPyConnection, query: str) -> Held:
    """What the relations hold that a query reads, by document."""
    columns = _columns(connection)
    return {
        name: contents(connection, f"{schema}.{name}", columns[schema, name]) for schema, name in relations_of(query)
    }


def _since(connection: duckdb.DuckDBPyConnection, before: Held, after: Held) -> ChangedSince:
    columns = {name: found for (_, name), found in _columns(connection).items()}
    changes: dict[str, Change] = {
        name: changed if document_expression(columns[name]) is not None else None
        for name in before
        if (changed := changed_between(before[name], after[name]))
    }
    documents = frozenset[str]().union(*(change for change in changes.values() if change is not None)) - {""}
    return ChangedSince(changes, documents, _columns(connection))


def _before(folder: Path, expected: Expected, counts: dict[str, DocumentCount], since: ChangedSince) -> Before:
    write_counts(folder / "counts.npz", [(expected, counts)])
    counted = read_counts(folder / "counts.npz")
    assert counted is not None
    return Before(counted, since)


def _told(measured: Measured) -> tuple[object, ...]:
    return measured.counts, measured.failing_rows, measured.blamed, measured.problem


def test_most_of_what_takes_long_promises_to_look_no_further_than_a_document() -> None:
    assert len(LOCAL) > 40


@pytest.mark.parametrize("name", LOCAL)
def test_what_broke_is_noticed_as_in_the_whole(name: str, broken: duckdb.DuckDBPyConnection, tmp_path: Path) -> None:
    suite, expected = LOCAL[name]
    held, counts = _held(broken, expected.population), measure(InTransaction(broken), suite, expected).counts
    broken.execute(break_of(name))
    since = _since(broken, held, _held(broken, expected.population))
    assert since.changes, "the break changes what the expectation reads"
    before = _before(tmp_path, expected, counts, since)
    assert _told(measure(InTransaction(broken), suite, expected, before)) == _told(
        measure(InTransaction(broken), suite, expected)
    )


def _counts_of_others(counts: dict[str, DocumentCount], but: Collection[str]) -> dict[str, DocumentCount]:
    return {name: count for name, count in counts.items() if short_of(name) not in but}


@pytest.fixture(scope="module")
def asked(candidate: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, Measured]]:
    """A copy of the candidate that nobody has open, and what every expectation counts in it."""
    copy = tmp_path_factory.mktemp("since") / "candidate.duckdb"
    copy.write_bytes(candidate.read_bytes())
    with Questions(copy) as questions:
        return copy, {name: measure(questions, *one) for name, one in LOCAL.items()}


@pytest.mark.parametrize("place", [0, 1])
def test_of_one_document_is_counted_what_is_counted_of_it_in_the_whole(
    asked: tuple[Path, dict[str, Measured]], place: int, tmp_path: Path
) -> None:
    path, whole = asked
    with duckdb.connect(str(path), read_only=True) as connection:
        (document,) = connection.execute(
            "select document_id from intermediate.int_document where is_published order by all limit 1 offset ?",
            [place],
        ).fetchall()[0]
        names = {
            name for (schema, name), columns in _columns(connection).items() if document_expression(columns) is not None
        }
    since = changed_since(path, dict.fromkeys(names, frozenset({short_of(document)})))
    assert short_of(document) in since.documents
    counted_in_part = 0
    with Questions(path) as questions:
        for name, (suite, expected) in LOCAL.items():
            # Of the others it was counted before, of these it is not known.
            others = _counts_of_others(whole[name].counts, since.documents)
            found = measure(questions, suite, expected, _before(tmp_path, expected, others, since))
            assert _told(found) == _told(whole[name]), name
            counted_in_part += _is_counted_in_part(suite, expected, since, found)
    assert counted_in_part > 30


def _is_counted_in_part(suite: Suite, expected: Expected, since: ChangedSince, found: Measured) -> bool:
    return since.part(expected.population, expected.together) is not None and found.offending == 0

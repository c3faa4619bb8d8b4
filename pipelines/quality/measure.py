"""Counts by document and failing rows of every expectation, by DuckDB.

Belongs here: running an expectation's query on the candidate and aggregating it, so that Great Expectations gets a small
frame however many rows the warehouse has. Judging the counts belongs in ``judge``. A query that cannot run is kept as
a broken expectation with DuckDB's message; it is never left out.
"""

from __future__ import annotations

import datetime as dt
import sys
from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import partial
from typing import Any

import duckdb
import numpy as np
import pandas as pd

from pipelines.contract.part_of_candidate import ChangedSince
from pipelines.contract.questions import Asked
from pipelines.contract.rows_by_document import short_of
from pipelines.quality.counted import Counted, DocumentCount, document_count
from pipelines.quality.declare import Expected, Shared, Suite, check_name

#: Failing rows kept of one expectation: enough to see the pattern, few enough for a page and a Dagster event.
FAILING_ROWS_KEPT = 20
#: Stands for "belongs to no document" in the judged frame.
NO_DOCUMENT = ""
#: Rows that offend, for as long as they are looked at; a temporary table.
_OFFENDING = "offending_rows"
#: The same of all expectations that share their rows.
_OFFENDING_OF_ALL = "offending_rows_of_all"

_Json = str | int | float | bool | list[Any] | dict[str, Any] | None


@dataclass(frozen=True, slots=True, order=True)
class Blamed:
    """Whom offending rows name: a document, and a printed table or a rule if the population says so."""

    document_id: str | None
    table_id: str | None = None
    rule_id: str | None = None


@dataclass(frozen=True, slots=True)
class Measured:
    """One expectation, measured: counts by document, a sample of failing rows, or why it could not be measured."""

    suite: Suite
    expected: Expected
    counts: dict[str, DocumentCount] = field(default_factory=dict)
    failing_rows: tuple[dict[str, _Json], ...] = ()
    blamed: tuple[Blamed, ...] = ()
    problem: str | None = None

    @property
    def name(self) -> str:
        """The expectation's one name, ``suite__key``."""
        return check_name(self.suite.key, self.expected.key)

    @property
    def evaluated(self) -> int:
        """Rows looked at, over all documents."""
        return sum(count.evaluated for count in self.counts.values())

    @property
    def offending(self) -> int:
        """Rows that offend, over all documents."""
        return sum(count.offending for count in self.counts.values())


@dataclass(frozen=True, slots=True)
class Before:
    """What was counted of the candidate that this one was made of, and what changed since."""

    counted: Counted
    since: ChangedSince


def measure(candidate: Asked, suite: Suite, expected: Expected, before: Before | None = None) -> Measured:
    """Run one expectation's query on the open candidate; never raises for a query that fails, but says so.

    With what was counted ``before``, only documents are looked at that changed, if the expectation promises that this is enough and nothing
    offends: what does is looked up in the whole.
    """

    def ask(connection: duckdb.DuckDBPyConnection) -> Measured:
        counts = _counts_since(connection, expected, before) if before is not None else None
        if counts is None:
            counts = _counts(connection, expected.population)
        return _measured(connection, suite, expected, counts, expected.population)

    try:
        return candidate.ask(ask)
    except duckdb.Error as error:
        return Measured(suite, expected, problem=f"the query cannot be run: {error}")


def _measured(
    connection: duckdb.DuckDBPyConnection,
    suite: Suite,
    expected: Expected,
    counts: dict[str, DocumentCount],
    population: str,
) -> Measured:
    """What was counted, with the rows that offend; ``population`` is the query for these (others may be in it)."""
    is_broken = any(count.offending for count in counts.values())
    rows, blamed = _offending(connection, population) if is_broken else ((), ())
    if not counts and expected.must_find:
        nothing: dict[str, _Json] = {"problem": "nothing to look at, although there must be something"}
        return Measured(suite, expected, {NO_DOCUMENT: DocumentCount(1, 1)}, (nothing,))
    return Measured(suite, expected, counts, rows, blamed)


def measure_shared(candidate: Asked, asked: Sequence[tuple[Suite, Expected]]) -> list[Measured]:
    """Measure expectations that share their rows, in one look at these; the results are those of :func:`measure`, in order.

    Raises ``ValueError`` if they don't share one query.
    """
    (shared,) = {expected.shared for _, expected in asked}
    if shared is None:
        raise ValueError("these expectations share no rows")
    try:
        return candidate.ask(partial(_measured_together, shared, asked))
    except duckdb.Error:
        # Each says of itself what is the matter.
        return [measure(candidate, suite, expected) for suite, expected in asked]


def _measured_together(
    shared: Shared, asked: Sequence[tuple[Suite, Expected]], connection: duckdb.DuckDBPyConnection
) -> list[Measured]:
    counts = _counts_by_part(connection, shared)
    connection.execute(
        f"create or replace temp table {_OFFENDING_OF_ALL} as from ({shared.query}) where is_offending is not false"
    )
    offending = Shared(f"from {_OFFENDING_OF_ALL}", shared.column)
    found = [
        _measured(connection, suite, expected, counts.get(expected.part, {}), offending.population(expected.part))
        for suite, expected in asked
    ]
    connection.execute(f"drop table {_OFFENDING_OF_ALL}")
    return found


def frame_of(measured: list[Measured]) -> pd.DataFrame:
    """One row a document, one column an expectation: how many rows offend, null where nothing was looked at."""
    documents = sorted({document for item in measured for document in item.counts} | {NO_DOCUMENT})
    judged = [item for item in measured if item.problem is None]
    # One block of floats (counts are exact in them, missing is NaN): pandas takes rows from one nullable column after the
    # other, and Great Expectations takes rows for each metric; 212 expectations then cost 10 s instead of 3 s.
    counts = np.full((len(documents), len(judged)), np.nan)
    row_of = {document: row for row, document in enumerate(documents)}
    for column, item in enumerate(judged):
        for document, count in item.counts.items():
            counts[row_of[document], column] = count.offending
    frame = pd.DataFrame(counts, columns=[item.name for item in judged])
    frame.insert(0, "document_id", documents)
    return frame


def _counts_since(
    connection: duckdb.DuckDBPyConnection, expected: Expected, before: Before
) -> dict[str, DocumentCount] | None:
    """Counts of before with those of the documents that changed since; None if everything must be looked at."""
    since = before.since
    counts = before.counted.counts_of(expected)
    if counts is None:
        return None
    if not since.is_untouched(expected.population):
        part = since.part(expected.population, expected.together) if expected.scope == "document" else None
        if part is None:
            return None
        try:
            made = _counts(connection, part)
        except duckdb.Error:
            # Whatever is amiss is told of the whole.
            return None
        if NO_DOCUMENT in made or NO_DOCUMENT in counts:
            return None
        counts = {name: count for name, count in counts.items() if short_of(name) not in since.documents}
        # With what agrees with them, others may be among these: of those it was counted before.
        counts |= {name: count for name, count in made.items() if short_of(name) in since.documents or count.offending}
    return None if any(count.offending for count in counts.values()) else counts


def _counts(connection: duckdb.DuckDBPyConnection, population: str) -> dict[str, DocumentCount]:
    rows = connection.execute(
        f"""
        select coalesce(document_id, '{NO_DOCUMENT}'), count(*), count(*) filter (where is_offending is not false)
        from ({population}) group by all order by all
        """
    ).fetchall()
    # One object for the same text or the same counts: 230 expectations over 10,000 documents would hold two million of each.
    return {sys.intern(str(document)): document_count(evaluated, offending) for document, evaluated, offending in rows}


def _counts_by_part(connection: duckdb.DuckDBPyConnection, shared: Shared) -> dict[str, dict[str, DocumentCount]]:
    rows = connection.execute(
        f"""
        select
            {shared.column}::varchar, coalesce(document_id, '{NO_DOCUMENT}'), count(*),
            count(*) filter (where is_offending is not false)
        from ({shared.query}) group by all order by all
        """
    ).fetchall()
    found: dict[str, dict[str, DocumentCount]] = {}
    for part, document, evaluated, offending in rows:
        found.setdefault(part, {})[sys.intern(str(document))] = document_count(evaluated, offending)
    return found


def _offending(
    connection: duckdb.DuckDBPyConnection, population: str
) -> tuple[tuple[dict[str, _Json], ...], tuple[Blamed, ...]]:
    """Return the first offending rows, and everybody whom one of them names; not only those of the sample."""
    connection.execute(
        f"create or replace temp table {_OFFENDING} as "
        f"select * exclude (is_offending) from ({population}) where is_offending is not false"
    )
    cursor = connection.execute(f"from {_OFFENDING} order by all limit {FAILING_ROWS_KEPT}")
    names = [column[0] for column in cursor.description or ()]
    rows = tuple({name: _plain(value) for name, value in zip(names, row, strict=True)} for row in cursor.fetchall())
    table_id, rule_id = (name if name in names else "null" for name in ("table_id", "rule_id"))
    named = connection.execute(
        f"select distinct document_id::varchar, {table_id}::varchar, {rule_id}::varchar from {_OFFENDING} order by all"
    ).fetchall()
    connection.execute(f"drop table {_OFFENDING}")
    return rows, tuple(Blamed(*row) for row in named)


def _plain(value: object) -> _Json:
    """A value as JSON can carry it; decimals stay exact as text."""
    match value:
        case None | bool() | int() | float() | str():
            return value
        case Decimal():
            return str(value)
        case dt.date() | dt.datetime():
            return value.isoformat()
        case list() | tuple():
            return [_plain(item) for item in value]
        case dict():
            return {str(key): _plain(item) for key, item in value.items()}
        case _:
            return str(value)

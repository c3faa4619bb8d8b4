"""A question to a candidate, cut down to the documents whose rows may answer otherwise than before.

Belongs here: which relations a query reads, what changed in them, and the same query over part of their rows. That a query may be cut down at all,
is said where it is written: an expectation by its scope, a data test by its marks.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import duckdb

from pipelines.contract.rows_by_document import DIGITS, Change, of_documents
from pipelines.contract.sql import connect

#: A relation of the candidate, as suites name it.
_RELATION = re.compile(r"(?<![\w.])(main|intermediate|staging|seeds)\.([a-z_][a-z_0-9]*)(?![\w(.])")
#: Which reports a report is held against, itself among them.
_REACH = ("intermediate", "int_reach")


@dataclass(frozen=True, slots=True)
class ChangedSince:
    """What changed in a candidate since the one before was judged.

    ``documents`` are first digits of the hash of every document whose rows changed anywhere, and of those held against one of them;
    ``changes`` are by relation; ``columns`` are those of each relation, by schema and name.
    """

    changes: Mapping[str, Change]
    documents: frozenset[str]
    columns: Mapping[tuple[str, str], Sequence[str]]

    def is_untouched(self, query: str) -> bool:
        """True if nothing changed in any relation that a query reads, and it reads some."""
        read = relations_of(query)
        return bool(read) and all(name not in self.changes for _, name in read)

    def part(self, query: str, together: Sequence[str] = ()) -> str | None:
        """Return the query over rows of ``documents`` alone; None if it reads what changed and is of no document.

        With ``together``, also over rows of others that agree with one of theirs in all these columns, if a relation has them.
        """
        read = relations_of(query)
        if not read or not self.documents or not all(relation in self.columns for relation in read):
            return None
        if any(self.is_of_nobody(name) for _, name in read):
            return None
        return _RELATION.sub(
            lambda found: self.rows(found.group(0), (found.group(1), found.group(2)), together) or found.group(0), query
        )

    def changed_in(self, name: str) -> frozenset[str]:
        """Return the documents whose rows changed in a relation; none if it did not change, or in rows of no document."""
        return self.changes.get(name) or frozenset()

    def is_of_nobody(self, name: str) -> bool:
        """True if rows of a relation changed that belong to no document."""
        if name not in self.changes:
            return False
        change = self.changes[name]
        return change is None or "" in change

    def rows(
        self,
        relation: str,
        place: tuple[str, str],
        together: Sequence[str] = (),
        documents: frozenset[str] | None = None,
    ) -> str | None:
        """Return rows of a relation (its SQL, its schema and name) as :meth:`part` has them, as SQL in brackets; None if it has none of documents.

        With ``documents`` they are those of these alone.
        """
        columns = self.columns[place]
        wanted = self.documents if documents is None else documents
        condition = of_documents(columns, wanted)
        if condition is None:
            return None
        if not wanted:
            return f"(from {relation} limit 0)"
        if together and set(together) <= set(columns):
            same = " and ".join(f"rows_of.{name} is not distinct from changed.{name}" for name in together)
            return f"(select rows_of.* from {relation} as rows_of semi join (from {relation} where {condition}) as changed on {same})"
        return f"(from {relation} where {condition})"


def changed_since(candidate: Path, changes: Mapping[str, Change]) -> ChangedSince:
    """Look up in the candidate what belongs to the ``changes`` of its relations, by name. Raises ``duckdb.Error`` if it cannot be read."""
    with connect(candidate, read_only=True) as connection:
        columns: dict[tuple[str, str], list[str]] = {}
        for schema, name, column in connection.execute(
            "select schema_name, table_name, column_name from duckdb_columns() where not internal "
            "and database_name = current_database() order by schema_name, table_name, column_index"
        ).fetchall():
            columns.setdefault((schema, name), []).append(column)
        documents = frozenset[str]().union(*(change for change in changes.values() if change is not None)) - {""}
        return ChangedSince(changes, documents | _held_against(connection, documents, columns), columns)


def relations_of(query: str) -> frozenset[tuple[str, str]]:
    """Return schema and name of every relation of the candidate that a query reads."""
    return frozenset((found.group(1), found.group(2)) for found in _RELATION.finditer(query))


def _held_against(
    connection: duckdb.DuckDBPyConnection, documents: frozenset[str], columns: Mapping[tuple[str, str], Sequence[str]]
) -> frozenset[str]:
    """Documents that are held against one of these, or the other way round."""
    if _REACH not in columns:
        return frozenset()
    ends = [f"left({name}, {DIGITS})" for name in ("document_id", "printed_in")]
    rows = connection.execute(f"select {', '.join(ends)} from {'.'.join(_REACH)}").fetchall()
    return frozenset(end for pair in rows if not documents.isdisjoint(pair) for end in pair)

"""Which document each row of a relation belongs to, and whether a document's rows changed.

Belongs here: finding the document in a row's keys, and comparing what two times a relation held. Every key that names a place in a document
begins with sixteen digits of the document's hash; a check's key has them after its rule.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import TypeAlias

import duckdb

from pipelines.contract.sql import name_of, quoted

#: Digits of a document's hash in the keys of its rows.
DIGITS = 16
#: Keys that begin with the document; a row may have several, of one document.
_PLACES = ("row_id", "table_id", "line_id", "statement_id", "source_id", "amount_id", "cell_id")

Content = tuple[int, int, int]
#: Documents (first digits of their hash) whose rows changed; None if rows changed that belong to no document.
Change: TypeAlias = frozenset[str] | None


def short_of(document_id: str) -> str:
    """Return what stands for a document in the keys of its rows."""
    return document_id[:DIGITS]


def document_expression(columns: Collection[str]) -> str | None:
    """Return SQL for the document of a row (its first digits, '' for a row of none); None if rows of the relation belong to no document."""
    if "document_id" in columns:
        return f"coalesce(left(document_id, {DIGITS}), '')"
    if "check_id" in columns:
        return f"regexp_extract(check_id, ':([0-9a-f]{{{DIGITS}}})', 1)"
    # A row may stand at one place or another: a cell of a table, a sentence.
    places = [f"left({name}, {DIGITS})" for name in _PLACES if name in columns]
    return f"coalesce({', '.join(places)}, '')" if places else None


def of_documents(columns: Collection[str], documents: Collection[str]) -> str | None:
    """Return SQL that is true of the rows of these documents (first digits), and of no other; None if rows of the relation belong to none.

    A table is in the order of its documents, more or less: where one column alone names them, it is told between which they lie, so that
    DuckDB passes over what lies elsewhere without looking.
    """
    expression = document_expression(columns)
    if expression is None:
        return None
    condition = f"{expression} in {listed(documents)}"
    column = _naming_column(columns)
    if column is None or not documents or "" in documents:
        return condition
    last = max(documents)
    after = last[:-1] + chr(ord(last[-1]) + 1)
    return f"({column} >= {quoted(min(documents))} and {column} < {quoted(after)} and {condition})"


def _naming_column(columns: Collection[str]) -> str | None:
    """The column that begins with the document of its row, in every row that has one; None if several may."""
    if "document_id" in columns:
        return "document_id"
    places = [name for name in _PLACES if name in columns]
    return places[0] if len(places) == 1 and "check_id" not in columns else None


def listed(documents: Collection[str]) -> str:
    """Return documents as a list of SQL, in brackets."""
    return "(" + ", ".join(quoted(name) for name in sorted(documents)) + ")"


def is_nested(data_type: str) -> bool:
    """True if values of this type, as DuckDB names it, hold others; to ``hash`` an empty list, a list of nothing and none are the same."""
    return data_type.endswith("]") or data_type.startswith(("STRUCT", "MAP", "UNION"))


def hash_of_row(row: str, nested: Collection[str] = ()) -> str:
    """Return what tells rows apart, as SQL: a number of 64 bits; columns that are ``nested`` count as text, too."""
    return f"hash({', '.join([row, *(f'{row}.{name_of(name)}::varchar' for name in nested)])})"


def contents(
    connection: duckdb.DuckDBPyConnection,
    relation: str,
    columns: Collection[str],
    documents: Collection[str] | None = None,
    nested: Collection[str] = (),
) -> dict[str, Content]:
    """Return what ``relation`` (SQL, of these columns) holds by document, of these alone if given; all under '' if its rows belong to none.

    ``nested`` are those of its columns whose values hold others.

    Raises ``duckdb.Error`` if there is no such relation.
    """
    expression = document_expression(columns)
    condition = of_documents(columns, documents) if documents is not None else None
    where = f"where {condition}" if condition else ""
    row = hash_of_row("rows_of", nested)
    # Two sums over the hashes, whatever the order of the rows. (By a signed number, DuckDB divides in 128 bits.)
    content = f"count(*), bit_xor({row}), sum(({row} % 4294967291::ubigint)::hugeint)"
    rows = connection.execute(
        f"select {expression or quoted('')}, {content} from {relation} as rows_of {where} group by all"
    ).fetchall()
    return {row[0]: (row[1], row[2], row[3]) for row in rows}


def changed_between(before: Mapping[str, Content], after: Mapping[str, Content]) -> frozenset[str]:
    """Return the documents whose rows are not the same at both times."""
    return frozenset(name for name in {*before, *after} if before.get(name) != after.get(name))

"""What every room needs to speak SQL with DuckDB: texts and names quoted, rows by column name.

Belongs here: these few functions. Queries stand where their answer is used.
"""

from __future__ import annotations

from typing import Any

import duckdb


def quoted(text: str) -> str:
    """Return ``text`` as a string of SQL."""
    return "'" + text.replace("'", "''") + "'"


def name_of(identifier: str) -> str:
    """Return an identifier quoted for SQL."""
    return '"' + identifier.replace('"', '""') + '"'


def columns_of(cursor: duckdb.DuckDBPyConnection) -> list[str]:
    """Return the names of an executed query's columns, in order."""
    return [column[0] for column in cursor.description or ()]


def rows_of(cursor: duckdb.DuckDBPyConnection) -> list[dict[str, Any]]:
    """Return the rows of an executed query, each by column name."""
    names = columns_of(cursor)
    return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]

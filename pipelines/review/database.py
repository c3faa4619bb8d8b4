"""Asking the database of a review.

Belongs here: rows by column name, nothing else.
"""

from __future__ import annotations

from typing import Any

import duckdb


def rows(connection: duckdb.DuckDBPyConnection, query: str, **parameters: object) -> list[dict[str, Any]]:
    """Return a query's rows by column name."""
    cursor = connection.execute(query, parameters)
    names = [column[0] for column in cursor.description or ()]
    return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]

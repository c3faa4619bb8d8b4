"""Asking the database of a review.

Belongs here: rows by column name, and how a table is called.
"""

from __future__ import annotations

import re
from typing import Any

import duckdb

from pipelines.contract.sql import rows_of

#: "表6." before a title: the number is said once.
_NUMBERED = re.compile(r"^附?表\s*[0-9一二三四五六七八九十]+[.．、:：\s]*")


def rows(connection: duckdb.DuckDBPyConnection, query: str, **parameters: object) -> list[dict[str, Any]]:
    """Return a query's rows by column name."""
    return rows_of(connection.execute(query, parameters))


def table_label(printed_no: str | None, printed_title: str | None) -> str:
    """The number and the title of a table as printed, the number once; empty if it has neither."""
    if not printed_no:
        return printed_title or ""
    return f"表{printed_no} {_NUMBERED.sub('', printed_title or '')}".strip()

"""What every room needs to speak SQL with DuckDB: a file opened within its memory, texts and names quoted, rows by column name.

Belongs here: these few functions. Queries stand where their answer is used.
"""

from __future__ import annotations

import os
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import duckdb

T = TypeVar("T")

#: What DuckDB may use in one process; what doesn't fit is spilled beside the database. dbt_project/profiles.yml has the same.
MEMORY_VARIABLE, _MEMORY_LIMIT = "YUSUAN_MEMORY_LIMIT", "1GB"
#: For a process that holds a whole run beside it: of ten thousand reports more than a gigabyte.
BESIDE_A_RUN_PERCENT = 75
#: Of fewer bytes, no table has enough rows for two threads.
_SMALL_BYTES = 1 << 30


def connect(path: Path, *, read_only: bool = False, share_percent: int = 100) -> duckdb.DuckDBPyConnection:
    """Open a database file within the memory that a run may use: by itself DuckDB takes four fifths of the machine's.

    ``share_percent`` is for a process that holds much else beside it. A small file is asked by one thread (``is_small``).
    """
    settings = within_memory()
    if is_small(path):
        settings["threads"] = 1
    connection = duckdb.connect(str(path), read_only=read_only, config=settings)
    if share_percent < 100:
        allowed = connection.execute("select value from duckdb_settings() where name = 'memory_limit'").fetchone()
        number, unit = str(allowed[0]).split() if allowed else ("1", "GB")
        connection.execute(f"set memory_limit = '{float(number) * share_percent / 100:.1f}{unit}'")
    return connection


def within_memory() -> dict[str, Any]:
    """Return what a connection of a run is opened with, so that it takes no more memory than it may."""
    return {"memory_limit": os.environ.get(MEMORY_VARIABLE) or _MEMORY_LIMIT}


def with_room(connection: duckdb.DuckDBPyConnection, ask: Callable[[], T]) -> T:
    """Ask a question that changes nothing; where it finds no room within the memory, once more by one thread.

    Several threads of one query miss the limit by chance where one does not (DuckDB 1.5). Raises what ``ask`` raises.
    """
    try:
        return ask()
    except duckdb.OutOfMemoryException:
        before = connection.execute("select current_setting('threads')").fetchone()
        assert before is not None
        connection.execute("set threads = 1")
        try:
            return ask()
        finally:
            connection.execute(f"set threads = {before[0]}")


def is_small(database: Path) -> bool:
    """True if one thread does for a query of this database file: with two, what a run asks costs a third more of the processors."""
    return database.is_file() and database.stat().st_size < _SMALL_BYTES


class ConnectionOfThread(threading.local):
    """A connection for each thread that asks for ``connection``, to one that is open; temporary tables of one are no other's."""

    def __init__(self, opened: duckdb.DuckDBPyConnection, *settings: str) -> None:
        """Called in each thread once; ``settings`` are statements that each connection begins with."""
        self.connection = opened.cursor()
        for statement in settings:
            self.connection.execute(statement)


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

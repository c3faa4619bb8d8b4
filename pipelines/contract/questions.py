"""Many questions to one database file, none of which changes anything.

Belongs here: that there is room for each of them within DuckDB's memory. Of a table of which rows were deleted DuckDB (1.5) holds eight bytes for
every row that is left, from the first look at it until the file is closed, and no limit makes it let go of them. Of ten thousand reports of which
some were held back, a look at every table leaves a tenth of a gigabyte of one. So a large file is opened anew now and then.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from threading import Lock
from types import TracebackType
from typing import Protocol, TypeVar

import duckdb

from pipelines.contract.sql import ConnectionOfThread, connect, is_small, with_room

T = TypeVar("T")

#: Questions to a large file before it is opened anew, which takes a second of ten thousand reports.
_ASKED_OF_ONE = 64


class Asked(Protocol):
    """Whatever answers questions to a database."""

    def ask(self, question: Callable[[duckdb.DuckDBPyConnection], T]) -> T:
        """Ask a question; raises what it raises."""
        ...


class Questions:
    """A database file, opened read-only for a ``with`` block, of which much is asked; a small one by several threads at once."""

    def __init__(self, path: Path, *, share_percent: int = 100) -> None:
        """``share_percent`` is for a process that holds much else beside it (``contract.sql.connect``)."""
        self._path, self._share_percent = path, share_percent
        self._is_small = is_small(path)
        self._connection: duckdb.DuckDBPyConnection | None = None
        self._lane: ConnectionOfThread | None = None
        self._asked = 0
        self._lock = Lock()

    def __enter__(self) -> Questions:
        """Open the file."""
        self._open()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close it."""
        self._close()

    def ask(self, question: Callable[[duckdb.DuckDBPyConnection], T]) -> T:
        """Ask a question, which may make temporary tables for itself alone and may be asked twice; raises what it raises.

        What finds no room within the memory is asked once more by one thread, of a large file with nothing in the memory.
        """
        if self._is_small:
            assert self._lane is not None
            return with_room(self._lane.connection, partial(question, self._lane.connection))
        with self._lock:
            self._asked += 1
            if self._asked > _ASKED_OF_ONE:
                self._open()
            try:
                return question(self._opened)
            except duckdb.OutOfMemoryException:
                self._open()
                self._opened.execute("set threads = 1")
            try:
                return question(self._opened)
            finally:
                self._open()

    @property
    def _opened(self) -> duckdb.DuckDBPyConnection:
        assert self._connection is not None, "questions are asked inside the with block"
        return self._connection

    def _open(self) -> None:
        self._close()
        self._connection = connect(self._path, read_only=True, share_percent=self._share_percent)
        self._lane = ConnectionOfThread(self._connection) if self._is_small else None
        self._asked = 0

    def _close(self) -> None:
        self._lane = None
        if self._connection is not None:
            self._connection.close()
            self._connection = None

"""Questions to a connection that has changed what it is asked, in a transaction that nobody else sees."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

import duckdb

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class InTransaction:
    """An open connection, asked as a candidate is (``contract.questions``)."""

    connection: duckdb.DuckDBPyConnection

    def ask(self, question: Callable[[duckdb.DuckDBPyConnection], T]) -> T:
        """Ask it."""
        return question(self.connection)

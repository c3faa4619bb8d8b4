"""Tables of the warehouse that Python writes, not dbt: columns, types and descriptions as one value.

Belongs here: making such a table with its comments. What stands in it is the business of whoever declares it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import duckdb
import pyarrow as pa

from pipelines.contract.sql import quoted


@dataclass(frozen=True, slots=True)
class DescribedTable:
    """A public table: its name, what it is, and its columns (name, DuckDB type, description)."""

    name: str
    description: str
    columns: tuple[tuple[str, str, str], ...]

    @property
    def names(self) -> list[str]:
        """Names of the columns, in order."""
        return [name for name, _, _ in self.columns]

    @property
    def definitions(self) -> str:
        """The columns as a statement that makes the table lists them."""
        return ", ".join(f"{name} {kind}" for name, kind, _ in self.columns)

    def create(self, connection: duckdb.DuckDBPyConnection, schema: str = "main") -> None:
        """Make the table anew, empty, with its comments."""
        connection.execute(f"create schema if not exists {schema}")
        connection.execute(f"create or replace table {schema}.{self.name} ({self.definitions})")
        connection.execute(f"comment on table {schema}.{self.name} is {quoted(self.description)}")
        for name, _, description in self.columns:
            connection.execute(f"comment on column {schema}.{self.name}.{name} is {quoted(description)}")

    def insert(
        self, connection: duckdb.DuckDBPyConnection, rows: Sequence[Sequence[Any]], schema: str = "main"
    ) -> None:
        """Add rows, a value a column in order, all at once: one by one they take milliseconds each."""
        if not rows:
            return
        columns = [pa.array(values) for values in zip(*rows, strict=True)]
        connection.register("rows_to_insert", pa.Table.from_arrays(columns, names=self.names))
        try:
            connection.execute(f"insert into {schema}.{self.name} select * from rows_to_insert")
        finally:
            connection.unregister("rows_to_insert")

"""Tables of the warehouse that Python writes, not dbt: columns, types and descriptions as one value.

Belongs here: making such a table with its comments. What stands in it is the business of whoever declares it.
"""

from __future__ import annotations

from dataclasses import dataclass

import duckdb

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

    def create(self, connection: duckdb.DuckDBPyConnection) -> None:
        """Make the table anew, empty, with its comments."""
        connection.execute(f"create or replace table main.{self.name} ({self.definitions})")
        connection.execute(f"comment on table main.{self.name} is {quoted(self.description)}")
        for name, _, description in self.columns:
            connection.execute(f"comment on column main.{self.name}.{name} is {quoted(description)}")

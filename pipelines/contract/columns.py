"""The vocabulary of the hand-over: a column, a table, and their Arrow types.

Belongs here: how a table of the contract is described and turned into an Arrow schema. The tables themselves are in
``tables``.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import pyarrow as pa

#: Types a column may have. Money is a decimal, never a float; floats are for geometry and confidence only.
ARROW_TYPES: dict[str, pa.DataType] = {
    "text": pa.string(),
    "integer": pa.int32(),
    "bigint": pa.int64(),
    "boolean": pa.bool_(),
    "timestamp": pa.timestamp("us", tz="UTC"),
    "date": pa.date32(),
    "printed_number": pa.decimal128(24, 6),
    "points": pa.float64(),
    "share": pa.float64(),
}

#: The same types as DuckDB spells them, for dbt sources and the data dictionary.
DUCKDB_TYPES: dict[str, str] = {
    "text": "VARCHAR",
    "integer": "INTEGER",
    "bigint": "BIGINT",
    "boolean": "BOOLEAN",
    "timestamp": "TIMESTAMP WITH TIME ZONE",
    "date": "DATE",
    "printed_number": "DECIMAL(24,6)",
    "points": "DOUBLE",
    "share": "DOUBLE",
}


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its name (units as suffix), type, Chinese name and English description."""

    name: str
    type: str
    zh: str
    en: str
    required: bool = False
    allowed: tuple[str, ...] = ()

    @property
    def arrow_field(self) -> pa.Field:
        """The Arrow field; required columns are not nullable."""
        return pa.field(self.name, ARROW_TYPES[self.type], nullable=not self.required)

    @property
    def duckdb_type(self) -> str:
        """The type as DuckDB spells it."""
        return DUCKDB_TYPES[self.type]


@dataclass(frozen=True, slots=True)
class Table:
    """One table of the hand-over; ``grain`` says what one row is, ``key`` which columns tell rows apart."""

    name: str
    zh: str
    grain: str
    key: tuple[str, ...]
    columns: tuple[Column, ...] = field(repr=False)

    @property
    def arrow_schema(self) -> pa.Schema:
        """The Arrow schema every Parquet file of this table has."""
        return pa.schema([column.arrow_field for column in self.columns])

    @property
    def column_names(self) -> tuple[str, ...]:
        """The columns' names in order."""
        return tuple(column.name for column in self.columns)

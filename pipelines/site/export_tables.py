"""What is exported of the published warehouse: which tables, which of their rows, under which names.

Belongs here: the tables that are exported by themselves, the choice of bodies, years and places as a query on any public
table, and what is known of its columns (type, Chinese name, description) from the comments of the warehouse. Writing files
is in ``export_workbook`` and ``data_package``.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from difflib import get_close_matches

import duckdb

from pipelines.contract.sql import name_of

#: Tables exported where none is named, in the order of a workbook's sheets.
USUAL_TABLES: tuple[str, ...] = (
    "body_profile",
    "expenditure",
    "revenue",
    "panel_basic_by_economic",
    "three_public",
    "year_on_year",
    "procurement",
    "project",
    "staffing",
    "budget_against_final_by_function",
    "coverage",
)


class ExportError(Exception):
    """Nothing can be exported as asked; the message says why and what there is."""


@dataclass(frozen=True, slots=True)
class Choice:
    """Which rows: of bodies whose name has one of these words, of these years, of places whose name has one of these."""

    bodies: tuple[str, ...] = ()
    years: tuple[int, ...] = ()
    places: tuple[str, ...] = ()

    @property
    def words_zh(self) -> str:
        """The choice in Chinese, for the page that explains an export."""
        parts = [("主体", self.bodies), ("年度", tuple(map(str, self.years))), ("地区", self.places)]
        return "；".join(f"{name}：{'、'.join(words)}" for name, words in parts if words) or "全部"


@dataclass(frozen=True, slots=True)
class Column:
    """A column of an exported table: its name, DuckDB type, Chinese name and description."""

    name: str
    kind: str
    title: str
    description: str


@dataclass(frozen=True, slots=True)
class ExportTable:
    """A table to export: its name, what it is, its columns, and the query that gives the rows asked for."""

    name: str
    title: str
    description: str
    columns: tuple[Column, ...]
    query: str
    parameters: dict[str, list[str] | list[int]]

    def rows(self, connection: duckdb.DuckDBPyConnection) -> duckdb.DuckDBPyConnection:
        """Run the query; the rows come in the order of the table's first columns, the same every time."""
        return connection.execute(self.query, self.parameters)

    def count(self, connection: duckdb.DuckDBPyConnection) -> int:
        """Return how many rows the query gives."""
        found = connection.execute(f"select count(*) from ({self.query})", self.parameters).fetchone()
        return int(found[0]) if found else 0


def export_tables(
    connection: duckdb.DuckDBPyConnection, choice: Choice, names: Sequence[str] = ()
) -> list[ExportTable]:
    """Return the tables to export with their queries; the usual ones if none is named.

    Raises ``ExportError`` for a table that is not there, a body or place nobody bears, a year without a report.
    """
    described = _described(connection)
    unknown = [name for name in names if name not in described]
    if unknown:
        alike = [near for name in unknown for near in get_close_matches(name, described)] or list(USUAL_TABLES)
        raise ExportError(f"no table {', '.join(unknown)}; there are: {', '.join(alike)} …")
    bodies = _bodies(connection, choice)
    _check_years(connection, choice.years)
    chosen = names or [name for name in USUAL_TABLES if name in described]
    return [_table(name, *described[name], bodies, choice.years) for name in chosen]


def title_of(comment: str) -> str:
    """Return the Chinese name that a comment of the warehouse begins with: all before its first full stop."""
    return comment.split(". ")[0].strip().rstrip(".")


def _described(connection: duckdb.DuckDBPyConnection) -> dict[str, tuple[str, tuple[Column, ...]]]:
    """By public table: its comment and its columns."""
    comments = dict(connection.execute("select table_name, coalesce(comment, '') from duckdb_tables()").fetchall())
    columns: dict[str, list[Column]] = {name: [] for name in comments}
    for table, name, kind, comment in connection.execute(
        "select table_name, column_name, data_type, coalesce(comment, '') from duckdb_columns() "
        "semi join (select schema_name, table_name from duckdb_tables()) using (schema_name, table_name) order by table_name, column_index"
    ).fetchall():
        if table in columns:
            columns[table].append(Column(name, kind, title_of(comment) or name, comment))
    return {name: (comment, tuple(columns[name])) for name, comment in comments.items()}


def _bodies(connection: duckdb.DuckDBPyConnection, choice: Choice) -> list[str] | None:
    """Keys of the bodies asked for; None if all are."""
    if not choice.bodies and not choice.places:
        return None
    known = connection.execute(
        "select body_key, body_name, coalesce(division_name, ''), coalesce(division_code, ''), names_printed from dim_body"
    ).fetchall()
    for word in choice.places:
        if not any(word in division or word == code for _, _, division, code, _ in known):
            places = sorted({division for _, _, division, _, _ in known if division})
            raise ExportError(f"no place {word}; there are: {', '.join(places)}")
    for word in choice.bodies:
        if not any(word in text for key, name, _, _, names in known for text in (key, name, *names)):
            raise ExportError(f'no body {word}; yusuan sql "select body_name from dim_body" lists them')
    found = [
        key
        for key, name, division, code, names in known
        if (not choice.places or any(word in division or word == code for word in choice.places))
        and (not choice.bodies or any(word in text for word in choice.bodies for text in (key, name, *names)))
    ]
    if not found:
        raise ExportError("none of these bodies is in these places")
    return found


def _check_years(connection: duckdb.DuckDBPyConnection, years: Sequence[int]) -> None:
    known = {year for (year,) in connection.execute("select distinct fiscal_year from dim_document").fetchall() if year}
    missing = [year for year in years if year not in known]
    if missing:
        there = ", ".join(map(str, sorted(known)))
        raise ExportError(f"no report of {', '.join(map(str, missing))}; there are: {there}")


def _table(
    name: str, comment: str, columns: tuple[Column, ...], bodies: list[str] | None, years: Sequence[int]
) -> ExportTable:
    here = {column.name for column in columns}
    conditions: list[str] = []
    parameters: dict[str, list[str] | list[int]] = {}
    documents: list[str] = []
    if bodies is not None and "body_key" in here:
        conditions.append("list_contains($bodies, body_key)")
        parameters["bodies"] = bodies
    elif bodies is not None and "document_id" in here:
        documents.append("list_contains($bodies, body_key)")
        parameters["bodies"] = bodies
    if years and "fiscal_year" in here:
        conditions.append("list_contains($years, fiscal_year)")
        parameters["years"] = list(years)
    elif years and "document_id" in here:
        documents.append("list_contains($years, fiscal_year)")
        parameters["years"] = list(years)
    if documents:
        conditions.append(f"document_id in (select document_id from dim_document where {' and '.join(documents)})")
    where = f" where {' and '.join(conditions)}" if conditions else ""
    query = f"select * from {name_of(name)}{where} order by all"
    return ExportTable(name, title_of(comment) or name, comment, columns, query, parameters)

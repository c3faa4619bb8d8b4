"""What a warehouse says of itself: table ``dim_publication``.

Belongs here: that table's columns, writing it, reading it from a published warehouse. When and how a warehouse is
published is in ``publish``.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import duckdb

from pipelines.contract.audiences import find_by_bare_names, place_of, schema_of
from pipelines.contract.described import DescribedTable
from pipelines.contract.sql import connect

TABLE = "dim_publication"
#: Publications kept as history; the newest is this warehouse.
_HISTORY_LENGTH = 200
#: Column, DuckDB type, description.
_COLUMNS: tuple[tuple[str, str, str], ...] = (
    ("publication_id", "varchar primary key", "发布标识. Run that published it."),
    ("published_at", "timestamptz not null", "发布时间. When the gate opened and the file was written."),
    ("is_current", "boolean not null", "是否当前. True for the publication this file holds."),
    (
        "fingerprint",
        "varchar not null",
        "指纹. Hash of documents, code, rules and library versions; equal means equal content.",
    ),
    ("extractor_version", "varchar not null", "抽取版本. Version of extraction and reading rules."),
    ("library_versions", "json not null", "依赖版本. Libraries that took part, by name."),
    ("document_count", "integer not null", "文件数. Documents published."),
    ("printed_table_count", "integer not null", "表数. Printed tables published."),
    ("amount_count", "bigint not null", "金额数. Printed amounts that were read."),
    ("failed_rule_count", "integer not null", "不符规则数. Instances of rules that fail as printed."),
)
PUBLICATIONS = DescribedTable(
    TABLE, "发布. Publications of this warehouse; the newest one made this file. One row per publication.", _COLUMNS
)


class WarehouseInUseError(Exception):
    """The published warehouse is open for writing elsewhere; the message says what to do."""


@dataclass(frozen=True, slots=True)
class Publication:
    """One publication of the warehouse; field by field a row of ``dim_publication``."""

    publication_id: str
    published_at: datetime
    fingerprint: str
    extractor_version: str
    library_versions: dict[str, str]
    document_count: int = 0
    printed_table_count: int = 0
    amount_count: int = 0
    failed_rule_count: int = 0


def read_publication(warehouse: Path) -> Publication | None:
    """Return the publication a published warehouse holds; None if there is no warehouse, or the file is none of ours.

    Raises ``WarehouseInUseError`` if another program has it open for writing.
    """
    history = read_publications(warehouse)
    return history[0] if history else None


def write_publication(connection: duckdb.DuckDBPyConnection, publication: Publication, published_before: Path) -> None:
    """Write ``dim_publication`` into the database of ``connection``: this one and those of the warehouse before."""
    PUBLICATIONS.create(connection, schema_of(TABLE))
    rows = [publication, *read_publications(published_before)][:_HISTORY_LENGTH]
    marks = ", ".join("?" for _ in _COLUMNS)
    for position, row in enumerate(rows):
        values = {name: getattr(row, name) for name, _, _ in _COLUMNS if name not in ("is_current", "library_versions")}
        values["is_current"] = position == 0
        values["library_versions"] = json.dumps(row.library_versions, sort_keys=True)
        connection.execute(f"insert into {place_of(TABLE)} values ({marks})", [values[name] for name, _, _ in _COLUMNS])


def read_publications(warehouse: Path) -> list[Publication]:
    """Return the publications the file tells of, the current one first; none if it is missing, damaged or not ours.

    Raises ``WarehouseInUseError`` if another program has it open for writing.
    """
    if not warehouse.exists():
        return []
    names = [name for name, _, _ in _COLUMNS if name != "is_current"]
    query = f"select {', '.join(names)} from {TABLE} order by is_current desc, published_at desc"
    try:
        with connect(warehouse, read_only=True) as connection:
            find_by_bare_names(connection)
            rows = connection.execute(query).fetchall()
    except duckdb.Error as error:
        if isinstance(error, duckdb.IOException) and "lock" in str(error).casefold():
            raise WarehouseInUseError(
                f"{warehouse} is open for writing in another program; close it there, or open it read-only ({error})"
            ) from error
        return []
    history = []
    for row in rows:
        values = dict(zip(names, row, strict=True))
        values["library_versions"] = json.loads(values["library_versions"])
        history.append(Publication(**values))
    return history

"""The tables of a lake brought to those of a published warehouse: what differs is replaced, all else keeps its files.

Belongs here: telling what differs, by comparing contents, and writing it. Both databases are attached to one connection, as
``published`` and ``lake``; transactions are ``lake``'s business.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import duckdb

from pipelines.contract.audiences import PUBLIC_SCHEMAS
from pipelines.contract.rows_by_document import hash_of_row, is_nested
from pipelines.contract.sql import name_of, quoted

_DOCUMENT = "document_id"
#: Of a table of which more rows than this share change, all are written anew.
_MOST_SHARE = 0.2
#: Each publication that changes a part of a table adds files to it, which every reader opens: from so many on, it is written anew.
_MOST_FILES = 20


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """A table by its schema and name."""

    schema: str
    name: str

    def within(self, database: str) -> str:
        """Return the table's name for SQL."""
        return f"{database}.{name_of(self.schema)}.{name_of(self.name)}"


@dataclass(frozen=True, slots=True)
class Column:
    """A column as both databases tell it."""

    name: str
    data_type: str
    is_nullable: bool


@dataclass(frozen=True, slots=True)
class Change:
    """What of a table is written: all of it (perhaps with other columns), or the rows of these documents ('' for rows of none)."""

    is_whole: bool
    documents: tuple[str, ...] = ()
    columns: tuple[Column, ...] | None = None


def find_changes(connection: duckdb.DuckDBPyConnection) -> dict[Place, Change]:
    """Return what is to be written, table by table; a table that is as it should be is not named."""
    wanted, there = _tables(connection, "published"), _tables(connection, "lake")
    file_counts = _file_counts(connection)
    changes: dict[Place, Change] = {}
    for place, columns in wanted.items():
        if there.get(place) != columns:
            changes[place] = Change(True, columns=columns)
        elif (change := _difference(connection, place, columns)) is not None:
            changes[place] = Change(True) if file_counts.get(place.name, 0) >= _MOST_FILES else change
    return changes


def find_gone(connection: duckdb.DuckDBPyConnection) -> list[Place]:
    """Return the tables of the lake that are not published any more."""
    return sorted(_tables(connection, "lake").keys() - _tables(connection, "published").keys())


def write(connection: duckdb.DuckDBPyConnection, changes: Mapping[Place, Change], gone: list[Place]) -> None:
    """Write the changes and drop what is gone, within the transaction that is open."""
    for place in gone:
        connection.execute(f"drop table {place.within('lake')}")
    there = _tables(connection, "lake")
    for place, change in changes.items():
        target, source = place.within("lake"), place.within("published")
        if change.columns is not None:
            if place in there:
                connection.execute(f"drop table {target}")
            connection.execute(f"create schema if not exists lake.{name_of(place.schema)}")
            connection.execute(f"create table {target} ({', '.join(map(_declared, change.columns))})")
        elif change.is_whole:
            connection.execute(f"delete from {target}")
        if change.is_whole:
            connection.execute(f"insert into {target} from {source}")
        else:
            these = f"coalesce({_DOCUMENT}, '') in (select unnest(?))"
            connection.execute(f"delete from {target} where {these}", [list(change.documents)])
            connection.execute(f"insert into {target} from {source} where {these}", [list(change.documents)])
    _comment(connection)


def _difference(connection: duckdb.DuckDBPyConnection, place: Place, columns: tuple[Column, ...]) -> Change | None:
    """Tell what of a table differs; None if nothing does."""
    by_document = any(column.name == _DOCUMENT and column.data_type == "VARCHAR" for column in columns)
    key = f"coalesce({_DOCUMENT}, '')" if by_document else "''"
    digest = _digest(columns)
    digests = [
        f"(select {key} as document, {digest} from {place.within(database)} r group by all)"
        for database in ("published", "lake")
    ]
    rows = connection.execute(
        f"select document, greatest(coalesce(n.row_count, 0), coalesce(o.row_count, 0)) from {digests[0]} n "
        f"full join {digests[1]} o using (document) where (n.row_count, n.total, n.bits) is distinct from "
        "(o.row_count, o.total, o.bits) order by document"
    ).fetchall()
    if not rows:
        return None
    if not by_document or sum(count for _, count in rows) > _MOST_SHARE * _row_count(connection, place):
        return Change(True)
    return Change(False, tuple(document for document, _ in rows))


def _digest(columns: tuple[Column, ...]) -> str:
    """Return what tells rows of a document apart, as SQL: their number, and two sums over a hash of 64 bits of each."""
    row = hash_of_row("r", [column.name for column in columns if is_nested(column.data_type)])
    return f"count(*) as row_count, sum({row}::hugeint) as total, bit_xor({row}) as bits"


def _row_count(connection: duckdb.DuckDBPyConnection, place: Place) -> int:
    row = connection.execute(f"select count(*) from {place.within('published')}").fetchone()
    return int(row[0]) if row else 0


def _tables(connection: duckdb.DuckDBPyConnection, database: str) -> dict[Place, tuple[Column, ...]]:
    rows = connection.execute(
        "select schema_name, table_name, list((column_name, data_type, is_nullable) order by column_index) "
        "from duckdb_columns() semi join duckdb_tables() using (database_name, schema_name, table_name) "
        "where database_name = ? and list_contains(?, schema_name) group by all order by all",
        [database, PUBLIC_SCHEMAS],
    ).fetchall()
    return {Place(schema, name): tuple(Column(*column) for column in columns) for schema, name, columns in rows}


def _file_counts(connection: duckdb.DuckDBPyConnection) -> dict[str, int]:
    """Files of rows, and of rows that are gone, by table (names of public tables are not used twice)."""
    rows = connection.execute(
        "select table_name, file_count + delete_file_count from ducklake_table_info('lake')"
    ).fetchall()
    return dict(rows)


def _declared(column: Column) -> str:
    return f"{name_of(column.name)} {column.data_type}{'' if column.is_nullable else ' not null'}"


def _comment(connection: duckdb.DuckDBPyConnection) -> None:
    """Carry descriptions of tables and columns over where they differ."""
    for kind, what, comment in _other_comments(connection):
        connection.execute(f"comment on {kind} {what} is {'null' if comment is None else quoted(comment)}")


def _other_comments(connection: duckdb.DuckDBPyConnection) -> Iterator[tuple[str, str, str | None]]:
    for kind, view, keys in (
        ("table", "duckdb_tables()", "schema_name, table_name"),
        ("column", "duckdb_columns()", "schema_name, table_name, column_name"),
    ):
        rows = connection.execute(
            f"select {keys}, n.comment from (from {view} where database_name = 'published') n "
            f"join (from {view} where database_name = 'lake') o using ({keys}) where n.comment is distinct from o.comment"
        ).fetchall()
        for *names, comment in rows:
            yield kind, ".".join(["lake", *map(name_of, names)]), comment

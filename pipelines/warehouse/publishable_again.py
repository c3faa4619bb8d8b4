"""The file to be published made from the one published before: rows of documents that changed are replaced, all others stay.

Belongs here: that, and when it may not be done. Copying a whole candidate writes and compresses every row of every report (``publishable``);
this writes those of one. The room of rows that are gone is not given back by DuckDB: after some publications the file is made
whole again (``MOST_GROWTH``). What changed is told by ``incremental``, table by table.
"""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from pathlib import Path

import duckdb

from pipelines.contract.audiences import place_of
from pipelines.contract.rows_by_document import Change, of_documents
from pipelines.contract.sql import connect, name_of, quoted
from pipelines.quality.results import RESULTS
from pipelines.warehouse.history import CARRIED
from pipelines.warehouse.publishable import PUBLIC_SCHEMA

#: Of a file that has grown to so many times what it was when it was made whole, a whole one is made.
MOST_GROWTH = 1.5
#: Written when the suites have judged, after this.
_LATER = frozenset({RESULTS.name})


class NotLikeBeforeError(Exception):
    """The file before cannot be gone on from; the message says why."""


def make_again(before: Path, candidate: Path, changes: Mapping[str, Change], target: Path) -> None:
    """Make ``target`` of the published file ``before`` and a candidate of which these relations changed since.

    What suites, history and publication say stays as it was: it is written anew by whoever publishes. Raises ``NotLikeBeforeError`` if the
    tables are not those of the candidate or do not come out with as many rows, ``duckdb.Error`` or ``OSError`` if it cannot be done.
    """
    target.unlink(missing_ok=True)
    shutil.copyfile(before, target)
    with connect(target) as connection:
        connection.execute(f"attach {quoted(str(candidate))} as candidate (read_only)")
        there = _columns(connection, "candidate", PUBLIC_SCHEMA)
        _must_be_alike(connection, there)
        _replace(
            connection, {name: columns for name, columns in there.items() if name in changes.keys() | CARRIED}, changes
        )
        _must_be_as_many(connection, there)
        connection.execute("detach candidate")
        connection.execute("checkpoint")


def _replace(
    connection: duckdb.DuckDBPyConnection, tables: Mapping[str, list[str]], changes: Mapping[str, Change]
) -> None:
    conditions = {name: _condition(name, columns, changes.get(name)) for name, columns in tables.items()}
    # Rows go in a transaction of their own: DuckDB holds a key that is deleted and written again in one to be there twice.
    connection.begin()
    for name, condition in conditions.items():
        connection.execute(f"delete from {place_of(name)} where {condition}")
    connection.commit()
    connection.begin()
    for name, condition in conditions.items():
        connection.execute(f"insert into {place_of(name)} by name from {_source(name)} where {condition}")
    connection.commit()


def _condition(name: str, columns: list[str], change: Change) -> str:
    """Which rows are replaced, as SQL; all where a change belongs to no document, or the history before changed the table."""
    condition = of_documents(columns, change) if change is not None and name not in CARRIED else None
    return condition or "true"


def _must_be_alike(connection: duckdb.DuckDBPyConnection, there: Mapping[str, list[str]]) -> None:
    """Raise unless every public table of the candidate is there, with the same columns, and none refers to another one."""
    here = _columns(connection, None, None)
    other = sorted(name for name, columns in there.items() if here.get(place_of(name)) != columns)
    if other:
        raise NotLikeBeforeError(f"other tables than before: {', '.join(other)}")
    refers = connection.execute("select 1 from duckdb_constraints() where constraint_type = 'FOREIGN KEY'").fetchone()
    if refers is not None:
        raise NotLikeBeforeError("tables refer to each other")


def _must_be_as_many(connection: duckdb.DuckDBPyConnection, there: Mapping[str, list[str]]) -> None:
    """Raise unless every table has as many rows as in the candidate."""
    for name in there.keys() - _LATER:
        counted = connection.execute(
            f"select (select count(*) from {place_of(name)}), (select count(*) from {_source(name)})"
        ).fetchone()
        if counted is None or counted[0] != counted[1]:
            raise NotLikeBeforeError(f"{name} has {counted} rows")


def _source(name: str) -> str:
    return f"candidate.{PUBLIC_SCHEMA}.{name_of(name)}"


def _columns(connection: duckdb.DuckDBPyConnection, database: str | None, schema: str | None) -> dict[str, list[str]]:
    """Columns of tables and views; by name of those of the candidate's schema, by place of the tables that are published."""
    rows = connection.execute(
        "select schema_name, table_name, column_name from duckdb_columns() where not internal "
        "and database_name = coalesce($database, current_database()) and ($schema is null or schema_name = $schema) "
        "order by table_name, schema_name, column_index",
        {"database": database, "schema": schema},
    ).fetchall()
    found: dict[str, list[str]] = {}
    for in_schema, name, column in rows:
        found.setdefault(name if schema else f"{in_schema}.{name_of(name)}", []).append(column)
    return found

"""The file that is published, made from the candidate: its public tables only, compact, naming no path of this machine.

Belongs here: choosing and copying tables with their constraints and comments, each into the schema of its readers
(``contract.audiences``). Views are written out as tables (a view on Parquet would name this machine's folders), and everything
outside the candidate's schema ``main`` stays behind. Putting the file in place is in ``publish``.
"""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

import duckdb

from pipelines.contract.audiences import AUDIENCES, BEGIN, place_of, schema_of
from pipelines.contract.sql import BESIDE_A_RUN_PERCENT, connect, name_of, quoted

#: The candidate's schema of public tables.
PUBLIC_SCHEMA = "main"


def make_publishable(candidate: Path, target: Path) -> list[str]:
    """Copy the candidate's public tables into the new file ``target``; returns their names, sorted.

    Rows keep their order, tables their constraints and comments. Raises ``duckdb.Error`` if a table cannot be copied and
    ``ValueError`` if the candidate has no public table.
    """
    target.unlink(missing_ok=True)
    with connect(target, share_percent=BESIDE_A_RUN_PERCENT) as connection:
        connection.execute(f"attach {quoted(str(candidate))} as candidate (read_only)")
        tables = _tables(connection)
        views = _views(connection)
        if not tables and not views:
            raise ValueError(f"the candidate has no table in schema {PUBLIC_SCHEMA}; dbt built nothing to publish")
        connection.begin()
        for schema in AUDIENCES:
            connection.execute(f"create schema {schema}")
        _copy_tables(connection, tables)
        for name in views:
            connection.execute(f"create table {place_of(name)} as from {_source(name)}")
        _copy_comments(connection, {*tables, *views})
        connection.commit()
        connection.execute("detach candidate")
        connection.execute("checkpoint")
    return sorted([*tables, *views])


def copy_later(candidate: Path, target: Path, names: Collection[str]) -> None:
    """Copy these public tables of the candidate into a file that has the others, in the place of those it may have of these names."""
    with connect(target, share_percent=BESIDE_A_RUN_PERCENT) as connection:
        connection.execute(f"attach {quoted(str(candidate))} as candidate (read_only)")
        tables = {name: sql for name, sql in _tables(connection).items() if name in names}
        connection.begin()
        for name in tables:
            connection.execute(f"drop table if exists {place_of(name)}")
        _copy_tables(connection, tables)
        _copy_comments(connection, tables)
        connection.commit()


def _source(name: str) -> str:
    return f"candidate.{PUBLIC_SCHEMA}.{name_of(name)}"


def _tables(connection: duckdb.DuckDBPyConnection) -> dict[str, str]:
    """Public tables by name, with the statement that makes each."""
    rows = connection.execute(
        "select table_name, sql from duckdb_tables() where database_name = 'candidate' and schema_name = ? "
        "and not temporary order by table_name",
        [PUBLIC_SCHEMA],
    ).fetchall()
    return dict(rows)


def _views(connection: duckdb.DuckDBPyConnection) -> list[str]:
    rows = connection.execute(
        "select view_name from duckdb_views() where database_name = 'candidate' and schema_name = ? and not internal "
        "order by view_name",
        [PUBLIC_SCHEMA],
    ).fetchall()
    return [name for (name,) in rows]


def _copy_tables(connection: duckdb.DuckDBPyConnection, tables: dict[str, str]) -> None:
    """Make and fill every table; one that refers to another waits until that one is there (DuckDB wants both in one schema)."""
    waiting = dict(tables)
    while waiting:
        blocked = {name: sql for name, sql in waiting.items() if _refers_to_any(sql, waiting, name)}
        ready = {name: sql for name, sql in waiting.items() if name not in blocked}
        if not ready:
            raise ValueError(f"tables refer to each other in a circle: {', '.join(sorted(waiting))}")
        for name, sql in ready.items():
            # The statement names no schema: it makes the table in the one that is set.
            connection.execute(f"set schema = '{schema_of(name)}'")
            connection.execute(sql)
            connection.execute(f"insert into {place_of(name)} from {_source(name)}")
        waiting = blocked
    connection.execute(f"set schema = '{BEGIN}'")


def _refers_to_any(sql: str, waiting: dict[str, str], name: str) -> bool:
    """True if the statement has a foreign key to another table that is not made yet."""
    references = [part.split("(")[0].strip().split(".")[-1].strip('"') for part in sql.split("REFERENCES ")[1:]]
    return any(other in waiting and other != name for other in references)


def _copy_comments(connection: duckdb.DuckDBPyConnection, names: Collection[str]) -> None:
    of_tables = connection.execute(
        "select table_name, comment from duckdb_tables() where database_name = 'candidate' and schema_name = $schema "
        "and comment is not null union all select view_name, comment from duckdb_views() where "
        "database_name = 'candidate' and schema_name = $schema and comment is not null and not internal",
        {"schema": PUBLIC_SCHEMA},
    ).fetchall()
    for table, comment in of_tables:
        if table not in names:
            continue
        connection.execute(f"comment on table {place_of(table)} is {quoted(comment)}")
    of_columns = connection.execute(
        "select table_name, column_name, comment from duckdb_columns() where database_name = 'candidate' "
        "and schema_name = ? and comment is not null and not internal",
        [PUBLIC_SCHEMA],
    ).fetchall()
    for table, column, comment in of_columns:
        if table not in names:
            continue
        connection.execute(f"comment on column {place_of(table)}.{name_of(column)} is {quoted(comment)}")

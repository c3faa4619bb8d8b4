"""Rows of what is held back, taken out of the tables that readers see.

Belongs here: which public tables list what is held back, and the deletion from all others. Normally there is nothing to
delete, since the models leave out what is held back; this is for the case that one of them does not.
"""

from __future__ import annotations

from collections.abc import Collection

import duckdb

from pipelines.contract.holds import Holds
from pipelines.contract.sql import name_of
from pipelines.warehouse.publishable import PUBLIC_SCHEMA

#: Public tables in which a document that is held back is listed, rather than published.
LISTINGS = (
    "dim_document",
    "dim_printed_table",
    "dim_cell",
    "rpt_quarantine",
    "rpt_coverage",
    "rpt_publication_state",
    "rpt_unknown_layout",
    "rpt_supersession",
    "rpt_superseded_figure",
    "rpt_republished_change",
)
_CHECKS = "fct_reconciliation"


def purge(connection: duckdb.DuckDBPyConnection, held: Holds) -> dict[str, int]:
    """Delete the rows of these documents and the checks of these rules; returns how many were deleted, by table."""
    deleted: dict[str, int] = {}
    for table in tables_with(connection, "document_id"):
        if table not in LISTINGS:
            _delete(connection, table, "document_id", tuple(held.documents), deleted)
    # That the rule is switched off stays on record; its checks go.
    kept = "instance_key != 'none'"
    _delete(connection, _CHECKS, "rule_id", tuple(held.rules), deleted, kept)
    return deleted


def tables_with(connection: duckdb.DuckDBPyConnection, column: str) -> list[str]:
    """Names of the public tables that have this column, sorted."""
    query = (
        "select distinct columns.table_name from duckdb_columns() as columns inner join duckdb_tables() as tables "
        "on columns.table_oid = tables.table_oid and columns.database_oid = tables.database_oid "
        "where tables.database_name = current_database() and tables.schema_name = ? and columns.column_name = ? "
        "order by all"
    )
    return [name for (name,) in connection.execute(query, [PUBLIC_SCHEMA, column]).fetchall()]


def _delete(
    connection: duckdb.DuckDBPyConnection,
    table: str,
    column: str,
    keys: Collection[str],
    deleted: dict[str, int],
    condition: str = "true",
) -> None:
    if not keys:
        return
    statement = (
        f"delete from {PUBLIC_SCHEMA}.{name_of(table)} where list_contains(?, {name_of(column)}) and {condition}"
    )
    (count,) = connection.execute(statement, [list(keys)]).fetchone() or (0,)
    if count:
        deleted[table] = int(count)

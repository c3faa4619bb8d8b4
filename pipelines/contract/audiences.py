"""In which schema of the published warehouse a public table lies: what an analyst begins with in ``main``, the rest by its readers.

Belongs here: the schemas, which table is in which, and a connection that finds every table by its bare name. In a candidate all public
tables are in ``main``; they get their places when they are published (``warehouse.publishable``).
"""

from __future__ import annotations

import duckdb

from pipelines.contract.sql import name_of, quoted

BEGIN = "main"
#: Schema → what is in it (DuckDB keeps no comments on schemas). Everything else is for an analyst to begin with, in ``main``.
AUDIENCES = {
    "facts": "每个印刷数字 Every printed figure, and what describes it.",
    "quality": "数据质量 What is covered, what does not add up, what was not understood.",
    "machinery": "运行记录 What runs and publications say of themselves.",
}
#: Where tables lie, in the order in which a bare name is looked for.
PUBLIC_SCHEMAS: tuple[str, ...] = (BEGIN, *AUDIENCES)
_MACHINERY = {
    "dim_publication",
    "rpt_fetch",
    "rpt_run_timing",
    "rpt_expectation_result",
    "rpt_expectation_history",
    "rpt_document_history",
}
#: Dimensions that only those need who work with facts.
_OF_FACTS = {
    "dim_cell",
    "dim_printed_table",
    "dim_table_kind",
    "dim_term",
    "dim_budget_unit",
    "dim_department",
    "dim_project",
}


def schema_of(table: str) -> str:
    """Return the schema in which a public table is published."""
    if table in _MACHINERY:
        return "machinery"
    if table.startswith("rpt_") or table == "fct_reconciliation":
        return "quality"
    return "facts" if table.startswith("fct_") or table in _OF_FACTS else BEGIN


def place_of(table: str) -> str:
    """Return a public table's name in the published warehouse, for SQL: its schema and itself."""
    return f"{schema_of(table)}.{name_of(table)}"


def find_by_bare_names(connection: duckdb.DuckDBPyConnection) -> None:
    """Let queries of ``connection`` on a published warehouse, of this version or one before, name tables without their schemas."""
    there = {
        name
        for (name,) in connection.execute(
            "select schema_name from duckdb_schemas() where database_name = current_database()"
        ).fetchall()
    }
    connection.execute(f"set search_path = {quoted(','.join(schema for schema in PUBLIC_SCHEMAS if schema in there))}")

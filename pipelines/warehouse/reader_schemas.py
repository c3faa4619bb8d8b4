"""Schemas beside ``main`` that say what is for whom, as views on its tables: they take no room and hold nothing of their own.

Belongs here: which table is in which schema, and schema 中文 with Chinese names of tables and columns, made from the comments
(which dbt has from its YAML), with every amount in 元 and in 万元. The tables themselves are copied in ``publishable``.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

import duckdb

from pipelines.contract.sql import name_of, quoted

CHINESE = "中文"
#: Schema → what is in it (DuckDB keeps no comments on schemas). Everything else is for an analyst to begin with, and in ``main`` only.
AUDIENCES = {
    "facts": "每个印刷数字 Every printed figure, and what describes it.",
    "quality": "数据质量 What is covered, what does not add up, what was not understood.",
    "machinery": "运行记录 What runs and publications say of themselves.",
    CHINESE: "中文视图 Views with Chinese names; amounts in 元 and 万元.",
}
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
_YUAN = "_yuan"


def schema_of(table: str) -> str | None:
    """Return the schema that says for whom a public table is; None for those an analyst begins with."""
    if table in _MACHINERY:
        return "machinery"
    if table.startswith("rpt_") or table == "fct_reconciliation":
        return "quality"
    return "facts" if table.startswith("fct_") or table in _OF_FACTS else None


def chinese_name(comment: str, name: str) -> str:
    """Return the Chinese name that a comment begins with, as an identifier that needs no quotes; else ``name``.

    The unit is left out: it is told of every amount anew.
    """
    title = comment.split(". ")[0].strip().rstrip(".")
    title = title.removesuffix("（元）").replace("%", "百分比")
    title = re.sub(r"[（）()、，/ ·:：]+", "_", title).strip("_")
    title = re.sub(r"[^\w]", "", title)
    return title if re.search(r"[\u4e00-\u9fff]", title) and title.isidentifier() else name


def make_reader_schemas(connection: duckdb.DuckDBPyConnection) -> None:
    """Make all schemas and their views in the database of ``connection``, whose tables are all there.

    Two tables, or two columns of one, that are called alike in Chinese keep their own name as well (收入_fct_revenue).
    """
    # One write for a thousand comments, not a thousand.
    connection.begin()
    for schema in AUDIENCES:
        connection.execute(f"create schema if not exists {name_of(schema)}")
    comments = dict(
        connection.execute(
            "select table_name, coalesce(comment, '') from duckdb_tables() where schema_name = 'main' order by table_name"
        ).fetchall()
    )
    chinese = unique_names({table: chinese_name(comment, table) for table, comment in comments.items()})
    for table, comment in comments.items():
        if audience := schema_of(table):
            _view(connection, f"{name_of(audience)}.{name_of(table)}", f"from main.{name_of(table)}", comment)
        _chinese_view(connection, table, f"{name_of(CHINESE)}.{name_of(chinese[table])}", comment)
    connection.commit()


def unique_names(names: Mapping[str, str]) -> dict[str, str]:
    """Return the names by key; those that several keys bear get their key behind them."""
    borne = list(names.values())
    return {key: name if borne.count(name) == 1 else f"{name}_{key}" for key, name in names.items()}


def _chinese_view(connection: duckdb.DuckDBPyConnection, table: str, view: str, comment: str) -> None:
    columns = connection.execute(
        "select column_name, coalesce(comment, '') from duckdb_columns() where schema_name = 'main' and table_name = ? "
        "order by column_index",
        [table],
    ).fetchall()
    names = unique_names({name: chinese_name(told, name) for name, told in columns})
    selected: list[tuple[str, str, str]] = []
    for name, told in columns:
        if name.endswith(_YUAN):
            selected.append((name_of(name), f"{names[name]}_元", f"{name}. {told}"))
            # Exact: a division would make a float of it.
            in_ten_thousands = f"cast({name_of(name)} * 0.0001 as decimal(18, 6))"
            selected.append((in_ten_thousands, f"{names[name]}_万元", f"{name} / 10000. {told}"))
        else:
            selected.append((name_of(name), names[name], f"{name}. {told}"))
    listed = ", ".join(f"{expression} as {name_of(alias)}" for expression, alias, _ in selected)
    _view(connection, view, f"select {listed} from main.{name_of(table)}", f"{table}. {comment}")
    comments = [f"comment on column {view}.{name_of(alias)} is {quoted(told)}" for _, alias, told in selected]
    connection.execute(";\n".join(comments))


def _view(connection: duckdb.DuckDBPyConnection, view: str, query: str, comment: str) -> None:
    connection.execute(f"create or replace view {view} as {query}")
    connection.execute(f"comment on view {view} is {quoted(comment)}")

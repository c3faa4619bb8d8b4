"""Views beside the published tables: they take no room and hold nothing of their own.

Belongs here: schema 中文 with Chinese names of tables and columns, made from the comments (which dbt has from its YAML), with every
amount in 元 and in 万元; and old names. In which schema a table lies is said in ``contract.audiences``, the tables are copied in
``publishable``.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

import duckdb

from pipelines.contract.audiences import BEGIN, PUBLIC_SCHEMAS
from pipelines.contract.sql import name_of, quoted

CHINESE = "中文"
#: What tables were called before they lay in schemas of their own is in ``main``, for one version.
_OLD_NAME = "旧名，下一版取消，请用 {place}. Old name, gone with the next version: use {place}. {comment}"
_YUAN = "_yuan"


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
    """Make all views in the database of ``connection``, whose tables are all there.

    Two tables, or two columns of one, that are called alike in Chinese keep their own name as well (收入_fct_revenue).
    """
    # One write for a thousand comments, not a thousand.
    connection.begin()
    connection.execute(f"create schema if not exists {name_of(CHINESE)}")
    tables = connection.execute(
        "select table_name, schema_name, coalesce(comment, '') from duckdb_tables() "
        "where list_contains(?, schema_name) order by table_name",
        [PUBLIC_SCHEMAS],
    ).fetchall()
    columns: dict[str, list[tuple[str, str]]] = {}
    for table, name, told in connection.execute(
        "select table_name, column_name, coalesce(comment, '') from duckdb_columns() "
        "semi join (select schema_name, table_name from duckdb_tables()) using (schema_name, table_name) "
        "where list_contains(?, schema_name) order by table_name, column_index",
        [PUBLIC_SCHEMAS],
    ).fetchall():
        columns.setdefault(table, []).append((name, told))
    chinese = unique_names({table: chinese_name(comment, table) for table, _, comment in tables})
    for table, schema, comment in tables:
        place = f"{schema}.{name_of(table)}"
        if schema != BEGIN:
            _old_name(connection, table, f"{schema}.{table}", columns[table], comment)
        _chinese_view(
            connection, table, place, columns[table], f"{name_of(CHINESE)}.{name_of(chinese[table])}", comment
        )
    connection.commit()


def unique_names(names: Mapping[str, str]) -> dict[str, str]:
    """Return the names by key; those that several keys bear get their key behind them."""
    borne = list(names.values())
    return {key: name if borne.count(name) == 1 else f"{name}_{key}" for key, name in names.items()}


def _old_name(
    connection: duckdb.DuckDBPyConnection, table: str, place: str, columns: list[tuple[str, str]], comment: str
) -> None:
    view = f"{BEGIN}.{name_of(table)}"
    _view(connection, view, f"from {place}", _OLD_NAME.format(place=place, comment=comment))
    comments = [f"comment on column {view}.{name_of(name)} is {quoted(told)}" for name, told in columns]
    connection.execute(";\n".join(comments))


def _chinese_view(
    connection: duckdb.DuckDBPyConnection,
    table: str,
    place: str,
    columns: list[tuple[str, str]],
    view: str,
    comment: str,
) -> None:
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
    _view(connection, view, f"select {listed} from {place}", f"{table}. {comment}")
    comments = [f"comment on column {view}.{name_of(alias)} is {quoted(told)}" for _, alias, told in selected]
    connection.execute(";\n".join(comments))


def _view(connection: duckdb.DuckDBPyConnection, view: str, query: str, comment: str) -> None:
    connection.execute(f"create or replace view {view} as {query}")
    connection.execute(f"comment on view {view} is {quoted(comment)}")

"""Views beside the tables: the Chinese ones, made from comments, and old names."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import duckdb
import pytest

from pipelines.warehouse.reader_schemas import chinese_name, make_reader_schemas, unique_names

_TABLES = """
create table main.expenditure as select 'A' as body_key, 1234567.89::decimal(18, 2) as amount_yuan, null::varchar as x;
comment on table main.expenditure is '支出. What is spent. One row per amount.';
comment on column main.expenditure.body_key is '主体. Key.';
comment on column main.expenditure.amount_yuan is '金额（元）. Amount.';
create schema facts;
create schema machinery;
create table facts.fct_revenue as select 1 as a, 2 as b;
comment on table facts.fct_revenue is '收入. Facts.';
comment on column facts.fct_revenue.a is '页码. Page.';
comment on column facts.fct_revenue.b is '页码. Page again.';
create table main.revenue as select 1 as a;
comment on table main.revenue is '收入. Safe to sum.';
create table machinery.rpt_run_timing as select 1 as a;
"""


@pytest.fixture
def warehouse(tmp_path: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect(str(tmp_path / "w.duckdb")) as connection:
        connection.execute(_TABLES)
        make_reader_schemas(connection)
        yield connection


def _views(connection: duckdb.DuckDBPyConnection) -> set[tuple[str, str]]:
    sql = "select schema_name, view_name from duckdb_views() where not internal"
    return {(schema, view) for schema, view in connection.execute(sql).fetchall()}


def test_every_table_is_there_in_chinese_and_those_outside_main_by_their_old_names(
    warehouse: duckdb.DuckDBPyConnection,
) -> None:
    assert _views(warehouse) == {
        ("main", "fct_revenue"),
        ("main", "rpt_run_timing"),
        ("中文", "支出"),
        ("中文", "收入_fct_revenue"),
        ("中文", "收入_revenue"),
        ("中文", "rpt_run_timing"),
    }


def test_amounts_are_in_yuan_and_exactly_in_ten_thousands(warehouse: duckdb.DuckDBPyConnection) -> None:
    # No name needs quotes.
    found = warehouse.execute("select 主体, 金额_元, 金额_万元, x from 中文.支出").fetchone()
    assert found == ("A", Decimal("1234567.89"), Decimal("123.456789"), None)


def test_columns_called_alike_are_told_apart(warehouse: duckdb.DuckDBPyConnection) -> None:
    assert warehouse.execute("select 页码_a, 页码_b from 中文.收入_fct_revenue").fetchone() == (1, 2)


def test_a_comment_names_the_table_and_column_it_is_of(warehouse: duckdb.DuckDBPyConnection) -> None:
    comments = warehouse.execute(
        "select column_name, comment from duckdb_columns() where schema_name = '中文' and table_name = '支出' order by 1"
    ).fetchall()
    assert ("金额_万元", "amount_yuan / 10000. 金额（元）. Amount.") in comments
    (view,) = warehouse.execute("select comment from duckdb_views() where view_name = '支出'").fetchall()
    assert view == ("expenditure. 支出. What is spent. One row per amount.",)


def test_views_work_where_the_file_is_attached_under_another_name(
    warehouse: duckdb.DuckDBPyConnection, tmp_path: Path
) -> None:
    warehouse.close()
    with duckdb.connect() as connection:
        connection.execute(f"attach '{tmp_path / 'w.duckdb'}' as budgets (read_only)")
        assert connection.execute("select 金额_元 from budgets.中文.支出").fetchone() == (Decimal("1234567.89"),)
        assert connection.execute("select a from budgets.main.fct_revenue").fetchone() == (1,)
        assert connection.execute("select 页码_a from budgets.中文.收入_fct_revenue").fetchone() == (1,)


def test_made_twice_they_are_the_same(warehouse: duckdb.DuckDBPyConnection) -> None:
    before = _views(warehouse)
    make_reader_schemas(warehouse)
    assert _views(warehouse) == before


def test_an_old_name_says_where_the_table_is_and_describes_its_columns_all_the_same(
    warehouse: duckdb.DuckDBPyConnection,
) -> None:
    told = warehouse.execute("select comment from duckdb_views() where view_name = 'fct_revenue'").fetchone()
    assert told == (
        "旧名，下一版取消，请用 facts.fct_revenue. Old name, gone with the next version: use facts.fct_revenue. 收入. Facts.",
    )
    columns = warehouse.execute(
        "select distinct comment from duckdb_columns() where schema_name = 'main' and table_name = 'fct_revenue' "
        "and column_name = 'a' and comment is not null"
    ).fetchall()
    assert columns == [("页码. Page.",)]


@pytest.mark.parametrize(
    ("comment", "name"),
    [
        ("“三公”经费（各表）. Facts.", "三公经费_各表"),
        ("占比（%）. Share.", "占比_百分比"),
        ("HTTP 状态. Status.", "HTTP_状态"),
        ("3年合计. Sum.", "own_name"),
        ("预算数（元）. Budget.", "预算数"),
        ("Rows. Not Chinese.", "own_name"),
        ("", "own_name"),
    ],
)
def test_a_chinese_name_is_an_identifier(comment: str, name: str) -> None:
    assert chinese_name(comment, "own_name") == name


def test_only_names_borne_twice_are_told_apart() -> None:
    assert unique_names({"a": "页", "b": "页", "c": "行"}) == {"a": "页_a", "b": "页_b", "c": "行"}

"""Bodies over the years: one body under all its names, and no figure counted twice."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import duckdb
import pytest

FILE = "select {columns} from {table} where document_id = (select document_id from dim_document where file_name = '{name}.pdf')"


def _rows(warehouse: duckdb.DuckDBPyConnection, sql: str) -> list[tuple[Any, ...]]:
    return warehouse.execute(sql).fetchall()


def _body_of(warehouse: duckdb.DuckDBPyConnection, name: str) -> Any:
    return _rows(warehouse, FILE.format(columns="body_key", table="dim_document", name=name))[0][0]


def test_a_renamed_department_stays_one_body(warehouse: duckdb.DuckDBPyConnection) -> None:
    assert _body_of(warehouse, "env_2018") == _body_of(warehouse, "env_2020") == "320000/生态环境厅"
    sql = "select body_name, first_year, last_year, linked_by from dim_body where body_key = '320000/生态环境厅'"
    assert _rows(warehouse, sql) == [("江苏省生态环境厅", 2018, 2020, ["name", "renamed"])]


def test_a_former_name_is_not_followed_after_its_last_year(warehouse: duckdb.DuckDBPyConnection) -> None:
    assert _body_of(warehouse, "env_2021") == "320000/环境保护厅"


def test_the_same_name_elsewhere_is_another_body(warehouse: duckdb.DuckDBPyConnection) -> None:
    assert _body_of(warehouse, "other_place") == "320200/生态环境厅"


def test_one_code_in_several_years_is_one_body_but_not_in_one_year(warehouse: duckdb.DuckDBPyConnection) -> None:
    assert _body_of(warehouse, "coded_2019") == _body_of(warehouse, "coded_2020")
    sql = "select body_linked_by from dim_department where department_short_name = '江苏省乙办公室'"
    assert _rows(warehouse, sql) == [("department_code",)]
    assert _body_of(warehouse, "same_year_a") != _body_of(warehouse, "same_year_b")


def test_years_of_a_body_compare_in_one_query(warehouse: duckdb.DuckDBPyConnection) -> None:
    sql = "select fiscal_year, sum(amount_yuan) from expenditure where body_name = '江苏省生态环境厅' group by all order by all"
    assert _rows(warehouse, sql) == [(2018, Decimal("80.00")), (2020, Decimal("90.00"))]


@pytest.mark.parametrize(
    ("name", "counting", "counted"),
    [
        # Full and short form of one name: the tables count, though the text was fetched later and prints a table too.
        ("tables_part", "counted", Decimal("100.00")),
        ("text_part", "superseded", None),
        ("units_inside", "counted", Decimal("100.00")),
        ("units_alone", "may_overlap", None),
        ("units_proven", "counted", Decimal("107.00")),
        ("printed_twice", "counted", Decimal("60.00")),
        ("office_of_one_name", "superseded", None),
        ("own_office", "in_department_report", None),
        ("first_version", "superseded", None),
        ("nothing_adds_up", "counted", Decimal("100.00")),
    ],
)
def test_what_is_counted_of_a_report(
    warehouse: duckdb.DuckDBPyConnection, name: str, counting: str, counted: Decimal | None
) -> None:
    query = (
        FILE.format(columns="counting, counted_yuan", table="rpt_body_total", name=name) + " and flow = 'expenditure'"
    )
    assert _rows(warehouse, query) == [(counting, counted)]


def test_one_report_counts_for_a_body_year_and_kind(warehouse: duckdb.DuckDBPyConnection) -> None:
    sql = (
        "select body_key, fiscal_year, report_kind, flow from rpt_body_total where counting = 'counted'"
        " group by all having count(*) > 1"
    )
    assert _rows(warehouse, sql) == []


def test_what_is_counted_gives_the_printed_total(warehouse: duckdb.DuckDBPyConnection) -> None:
    sql = "select file_name from rpt_body_total where counting = 'counted' and is_equal is not true"
    assert _rows(warehouse, sql) == []


def test_an_office_alone_is_a_unit(warehouse: duckdb.DuckDBPyConnection) -> None:
    assert _rows(warehouse, "select distinct body_kind from expenditure where body_name = '江苏省壬局（本级）'") == [
        ("unit",)
    ]

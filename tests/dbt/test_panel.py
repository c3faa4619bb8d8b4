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
        ("text_part", "another_counts", None),
        ("units_inside", "counted", Decimal("100.00")),
        ("units_alone", "may_overlap", None),
        ("units_proven", "counted", Decimal("107.00")),
        ("printed_twice", "counted", Decimal("60.00")),
        ("budget_beside_final", "no_total", None),
        ("office_of_one_name", "another_counts", None),
        ("own_office", "in_department_report", None),
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


def test_moved_and_renamed_function_codes_compare_over_years(warehouse: duckdb.DuckDBPyConnection) -> None:
    sql = (
        "select comparable_function_code, any_value(comparable_function_name), fiscal_year, sum(amount_yuan),"
        " list(distinct function_codes_printed[1]) from panel_expenditure_by_function"
        " where body_name = '江苏省癸局' and report_kind = 'budget' and comparable_class_code = '208' group by all order by 1, 3"
    )
    assert _rows(warehouse, sql) == [
        ("20805", "行政事业单位养老支出", 2017, Decimal("3.00"), ["20805"]),
        ("20805", "行政事业单位养老支出", 2022, Decimal("4.00"), ["20805"]),
        ("2089999", "其他社会保障和就业支出", 2017, Decimal("7.00"), ["2089901"]),
        ("2089999", "其他社会保障和就业支出", 2022, Decimal("9.00"), ["2089999"]),
    ]


def test_economic_codes_compare_across_the_reform_of_2018(warehouse: duckdb.DuckDBPyConnection) -> None:
    sql = (
        "select comparable_economic_code, fiscal_year, amount_yuan, economic_codes_printed from panel_basic_by_economic"
        " where body_name = '江苏省癸局' and report_kind = 'budget' order by all"
    )
    assert _rows(warehouse, sql) == [
        ("30101", 2017, Decimal("40.00"), ["30101"]),
        ("30101", 2022, Decimal("45.00"), ["30101"]),
        ("30113", 2017, Decimal("20.00"), ["30311"]),
        ("30113", 2022, Decimal("27.00"), ["30113"]),
    ]


def test_budget_and_final_accounts_stand_side_by_side_and_absent_is_not_zero(
    warehouse: duckdb.DuckDBPyConnection,
) -> None:
    columns = "comparable_function_code, expenditure_group, budget_yuan, final_yuan, difference_yuan, stated_in"
    sql = f"select {columns} from budget_against_final_by_function where body_name = '江苏省癸局' order by all"
    assert _rows(warehouse, sql) == [
        ("2013201", "basic", Decimal(60), Decimal(61), Decimal(1), "both"),
        ("2013201", "project", Decimal(5), Decimal(6), Decimal(1), "both"),
        ("20805", "basic", Decimal(4), None, None, "budget_only"),
        ("20805", "project", Decimal(0), None, None, "budget_only"),
        ("2089999", "basic", Decimal(8), None, None, "budget_only"),
        ("2089999", "project", Decimal(1), None, None, "budget_only"),
        ("2210201", "basic", None, Decimal(2), None, "final_only"),
        ("2210201", "project", None, Decimal(0), None, "final_only"),
    ]
    sql = (
        "select comparable_economic_code, budget_yuan, final_yuan from budget_against_final_by_economic"
        " where body_name = '江苏省癸局' order by all"
    )
    assert _rows(warehouse, sql) == [("30101", Decimal(45), Decimal(63)), ("30113", Decimal(27), None)]


def test_what_one_side_does_not_split_is_compared_whole(warehouse: duckdb.DuckDBPyConnection) -> None:
    sql = (
        "select expenditure_group, budget_yuan, final_yuan, is_same_scope from budget_against_final_by_function"
        " where body_name = '江苏省子局'"
    )
    assert _rows(warehouse, sql) == [("total", Decimal(9), Decimal(11), True)]


def test_several_bodies_of_one_year_compare_in_one_query(warehouse: duckdb.DuckDBPyConnection) -> None:
    sql = (
        "select body_name, sum(amount_yuan) from panel_expenditure_by_function"
        " where fiscal_year = 2022 and report_kind = 'final_accounts' group by all order by 2"
    )
    assert _rows(warehouse, sql) == [("江苏省子局", Decimal(11)), ("江苏省癸局", Decimal(69))]

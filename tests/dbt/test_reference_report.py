"""The figures an analyst must get for the reference report, each with one plain query."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import duckdb
import pytest

REPORT = "document_id = (select document_id from dim_document where file_name = 'qingshan_2024.pdf')"
TOTAL = Decimal("18009652.68")


def _one(warehouse: duckdb.DuckDBPyConnection, sql: str) -> Any:
    row = warehouse.execute(sql).fetchone()
    assert row is not None
    return row if len(row) > 1 else row[0]


@pytest.mark.parametrize("table", ["expenditure", "revenue"])
def test_analyst_tables_sum_to_the_printed_total(warehouse: duckdb.DuckDBPyConnection, table: str) -> None:
    sql = f"select sum(amount_yuan) from {table} where department_name = '中共青山区委组织部' and fiscal_year = 2024"
    assert _one(warehouse, sql) == TOTAL


@pytest.mark.parametrize(
    "table_kind",
    [
        "revenue_expenditure_summary",
        "expenditure_summary",
        "fiscal_appropriation_summary",
        "general_public_expenditure",
    ],
)
def test_leaves_of_each_table_sum_to_its_total(warehouse: duckdb.DuckDBPyConnection, table_kind: str) -> None:
    sql = f"select sum(amount_yuan) from fct_expenditure_by_function where {REPORT} and is_leaf and table_kind = '{table_kind}'"
    assert _one(warehouse, sql) == TOTAL


@pytest.mark.parametrize(
    "table_kind", ["revenue_expenditure_summary", "revenue_summary", "fiscal_appropriation_summary"]
)
def test_leaves_of_each_revenue_table_sum_to_its_total(warehouse: duckdb.DuckDBPyConnection, table_kind: str) -> None:
    sql = f"select sum(amount_yuan) from fct_revenue where {REPORT} and is_leaf and table_kind = '{table_kind}'"
    assert _one(warehouse, sql) == TOTAL


def test_basic_and_project_expenditure(warehouse: duckdb.DuckDBPyConnection) -> None:
    sql = f"select expenditure_group, sum(amount_yuan) from expenditure where {REPORT} group by all order by all"
    assert warehouse.execute(sql).fetchall() == [("basic", Decimal("5492352.68")), ("project", Decimal("12517300.00"))]


def test_function_item_2013202_is_all_project_expenditure(warehouse: duckdb.DuckDBPyConnection) -> None:
    sql = (
        "select function_name, sum(amount_yuan) from expenditure"
        f" where {REPORT} and function_code = '2013202' and expenditure_group = 'project' group by all"
    )
    assert _one(warehouse, sql) == ("一般行政管理事务", Decimal("12517300.00"))


def test_six_projects_each_joined_to_its_target_form(warehouse: duckdb.DuckDBPyConnection) -> None:
    sql = f"select target_match_basis, count(*), sum(amount_yuan) from dim_project where {REPORT} group by all order by all"
    assert warehouse.execute(sql).fetchall() == [
        ("amount", 2, Decimal("3712000.00")),
        ("name", 4, Decimal("8805300.00")),
    ]


@pytest.mark.parametrize("table_kind", ["project_expenditure", "project_performance_targets"])
def test_project_tables_sum_to_project_expenditure(warehouse: duckdb.DuckDBPyConnection, table_kind: str) -> None:
    sql = (
        "select count(distinct project_key), sum(amount_yuan) from fct_project_expenditure"
        f" where {REPORT} and is_leaf and table_kind = '{table_kind}'"
    )
    assert _one(warehouse, sql) == (6, Decimal("12517300.00"))


def test_two_purchases_with_function_and_economic_classification(warehouse: duckdb.DuckDBPyConnection) -> None:
    sql = (
        "select function_code, economic_code, economic_name, quantity, unit_price_yuan, amount_yuan"
        f" from fct_procurement where {REPORT} and is_leaf order by amount_yuan desc"
    )
    assert warehouse.execute(sql).fetchall() == [
        ("2013202", "30202", "印刷费", Decimal(1), Decimal(150000), Decimal(150000)),
        ("2013202", "30201", "办公费", Decimal(1), Decimal(20000), Decimal(20000)),
    ]


def test_purchased_service_has_both_keys(warehouse: duckdb.DuckDBPyConnection) -> None:
    sql = (
        "select function_code, economic_code, service_content, amount_yuan"
        f" from fct_purchased_service where {REPORT} and is_leaf"
    )
    assert warehouse.execute(sql).fetchall() == [("2013202", "30299", "法律顾问", Decimal(25000))]


def test_funding_of_earlier_years_in_yuan(warehouse: duckdb.DuckDBPyConnection) -> None:
    sql = (
        "select amount_year, amount_yuan from fct_department_funding"
        f" where {REPORT} and row_key = 'funding_revenue_total' order by 1"
    )
    assert warehouse.execute(sql).fetchall() == [
        (2022, Decimal(26252800)),
        (2023, Decimal(22081600)),
        (2024, Decimal(18009700)),
    ]


def test_staffing(warehouse: duckdb.DuckDBPyConnection) -> None:
    sql = (
        "select authorised_posts, staff_in_post, retired_staff from dim_department"
        " where department_short_name = '中共青山区委组织部' and fiscal_year = 2024"
    )
    assert _one(warehouse, sql) == (33, 18, 2)


def test_every_fact_leads_to_its_cell(warehouse: duckdb.DuckDBPyConnection) -> None:
    sql = f"select bool_and(c.text = f.amount_printed) from fct_revenue f join dim_cell c using (cell_id) where f.{REPORT}"
    assert _one(warehouse, sql) is True


def test_the_unit_only_the_profile_names_is_listed(warehouse: duckdb.DuckDBPyConnection) -> None:
    sql = "select is_in_tables, is_in_profile from dim_budget_unit where unit_name = '青山区党员服务中心'"
    assert _one(warehouse, sql) == (False, True)


def test_coverage_tells_empty_tables_from_absent_ones(warehouse: duckdb.DuckDBPyConnection) -> None:
    sql = f"select coverage_status, count(*) from rpt_coverage where {REPORT} group by all order by all"
    # The tables other issuers print beside the fifteen are said to be absent.
    assert warehouse.execute(sql).fetchall() == [("absent", 9), ("empty", 4), ("found", 11)]

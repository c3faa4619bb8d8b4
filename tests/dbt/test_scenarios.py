"""What dbt does with reports that are incomplete, contradictory, doubtful or broken."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import duckdb
import pytest


def _rows(warehouse: duckdb.DuckDBPyConnection, sql: str, *values: object) -> list[tuple[Any, ...]]:
    return warehouse.execute(sql, list(values)).fetchall()


def _expenditure(warehouse: duckdb.DuckDBPyConnection, department: str) -> list[tuple[Any, ...]]:
    sql = (
        "select source_table_kind, source_status, is_total_only, sum(amount_yuan) from expenditure"
        " where department_name = ? group by all"
    )
    return _rows(warehouse, sql, department)


@pytest.mark.parametrize(
    ("department", "expected"),
    [
        ("finest_fails", ("expenditure_summary", "reconciled", False)),
        ("nothing_adds_up", ("revenue_expenditure_summary", "disagrees", True)),
        ("tables_disagree", ("general_public_expenditure", "disagrees", False)),
        ("only_table_5", ("general_public_expenditure", "unproven", False)),
        ("copied", ("general_public_expenditure", "reconciled", False)),
        ("revised", ("general_public_expenditure", "reconciled", False)),
        ("held_back_table", ("expenditure_summary", "reconciled", False)),
    ],
)
def test_expenditure_is_cut_from_the_finest_source_that_adds_up(
    warehouse: duckdb.DuckDBPyConnection, department: str, expected: tuple[object, ...]
) -> None:
    assert _expenditure(warehouse, department) == [(*expected, Decimal("100.00"))]


def test_of_two_versions_of_a_report_the_later_speaks(warehouse: duckdb.DuckDBPyConnection) -> None:
    sql = "select distinct file_name from dim_document semi join expenditure using (document_id) where issuer_name = 'revised'"
    assert _rows(warehouse, sql) == [("second_version.pdf",)]


@pytest.mark.parametrize("name", ["unit_report", "office_of_one_name", "own_office"])
def test_a_units_own_report_gives_way_to_its_departments(warehouse: duckdb.DuckDBPyConnection, name: str) -> None:
    joined = f"join dim_document using (document_id) where file_name = '{name}.pdf'"
    assert _rows(warehouse, f"select count(*) from expenditure {joined}") == [(0,)]
    assert _rows(warehouse, f"select count(*) > 0 from fct_expenditure_by_function {joined}") == [(True,)]


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("held_back", "page 3 cannot be read"),
        ("gate_held", "cell outside its page"),
        ("twice_the_same_line", "lines with the same line_id"),
    ],
)
def test_a_held_back_document_is_listed_and_in_no_fact(
    warehouse: duckdb.DuckDBPyConnection, name: str, reason: str
) -> None:
    document = f"select document_id from dim_document where file_name = '{name}.pdf'"
    sql = f"select is_published, is_held_back, hold_reason from dim_document where document_id = ({document})"
    assert _rows(warehouse, sql) == [(False, True, reason)]
    assert _rows(warehouse, f"select item_kind from rpt_quarantine where document_id = ({document})") == [("document",)]
    facts = f"select count(*) from fct_expenditure_by_function where document_id = ({document})"
    assert _rows(warehouse, facts) == [(0,)]
    coverage = f"select distinct coverage_status from rpt_coverage where document_id = ({document})"
    assert _rows(warehouse, coverage) == [("held_back",)]


def test_a_report_taken_out_of_the_raw_folder_leaves_the_facts(warehouse: duckdb.DuckDBPyConnection) -> None:
    sql = "select is_present, is_published, is_held_back from dim_document where file_name = 'gone.pdf'"
    assert _rows(warehouse, sql) == [(False, False, False)]
    assert _expenditure(warehouse, "gone") == []


def test_a_held_back_table_is_listed_and_in_no_fact(warehouse: duckdb.DuckDBPyConnection) -> None:
    document = "document_id = (select document_id from dim_document where file_name = 'held_back_table.pdf')"
    sql = f"select table_kind, reason_en from rpt_quarantine where {document}"
    assert _rows(warehouse, sql) == [
        (
            "general_public_expenditure",
            "Table held back, it gives no figures; compare the page: conservation fails on page 1",
        )
    ]
    facts = f"select distinct table_kind from fct_expenditure_by_function where {document} order by all"
    assert _rows(warehouse, facts) == [("expenditure_summary",), ("revenue_expenditure_summary",)]


def test_a_doubtful_figure_no_sum_proves_is_shown_without_an_amount(warehouse: duckdb.DuckDBPyConnection) -> None:
    sql = "select amount_yuan, amount_printed, reconciliation_status from fct_expenditure_by_function where amount_printed = '7.00' and is_flagged"
    assert _rows(warehouse, sql) == [(None, "7.00", "held_back")]


def test_numbers_no_body_s_money_comes_to_stop_nothing_and_are_no_amounts(warehouse: duckdb.DuckDBPyConnection) -> None:
    document = "document_id = (select document_id from dim_document where file_name = 'absurd.pdf')"
    sql = f"select count(*), count(amount_yuan), bool_and(is_flagged) from intermediate.int_amount where {document} and value_type != 'count' and length(value_text) > 15"
    assert _rows(warehouse, sql) == [(5, 0, True)]
    sql = f"select count(*) from fct_reconciliation where {document} and rule_id = 'procurement_quantity_price' and status != 'not_applicable'"
    assert _rows(warehouse, sql) == [(0,)]


def test_files_in_quarantine_are_listed_with_their_reason(warehouse: duckdb.DuckDBPyConnection) -> None:
    sql = "select file_name, reason_code, reason_zh from rpt_quarantine where item_kind = 'file'"
    assert _rows(warehouse, sql) == [("empty.pdf", "empty_file", "空文件")]


def test_carry_over_is_revenue_and_carry_forward_is_no_expenditure(warehouse: duckdb.DuckDBPyConnection) -> None:
    sql = "select carry_scope, fund_source_key, amount_yuan from revenue where department_name = 'carry_over' order by all"
    assert _rows(warehouse, sql) == [
        ("carry_over", "general_public", Decimal("10.00")),
        ("current", "general_public", Decimal("90.00")),
    ]
    assert _expenditure(warehouse, "carry_over") == [
        ("fiscal_appropriation_summary", "unproven", False, Decimal("95.00"))
    ]


def test_codes_are_held_against_the_lists(warehouse: duckdb.DuckDBPyConnection) -> None:
    sql = (
        "select code, match_kind, listed_name from rpt_unknown_code"
        " where document_id = (select document_id from dim_document where file_name = 'codes.pdf') order by code"
    )
    assert _rows(warehouse, sql)[1:] == [
        ("2019876", "unknown_code", None),
        ("20805", "name_of_other_years", "行政事业单位离退休"),
    ]


@pytest.mark.parametrize(
    ("key", "expected"),
    [
        ("2019876@report", ("没有的科目", "report", False)),
        ("2013250", ("事业运行", "observed", True)),
        ("20805", ("行政事业单位离退休", "observed", True)),
        ("20805@2020", ("行政事业单位养老支出", "observed", True)),
    ],
)
def test_dim_function_keeps_old_names_and_adds_what_reports_show(
    warehouse: duckdb.DuckDBPyConnection, key: str, expected: tuple[object, ...]
) -> None:
    sql = "select function_name, evidence, is_listed from dim_function where function_key = ?"
    assert _rows(warehouse, sql, key) == [expected]


def test_a_provisional_name_gives_way_to_the_printed_one(warehouse: duckdb.DuckDBPyConnection) -> None:
    sql = "select function_name, evidence from dim_function where function_code = '2012399' order by evidence"
    assert _rows(warehouse, sql)[-1] == ("别的名称", "report")
    sql = "select distinct function_name from fct_expenditure_by_function where function_code = '2012399'"
    assert _rows(warehouse, sql) == [("别的名称",)]


def test_what_was_not_understood_is_weighed_and_pictured(warehouse: duckdb.DuckDBPyConnection) -> None:
    sql = (
        "select item_kind, figure_count, not_understood_yuan, not_understood_percent,"
        " picture_path = 'unknown_layout/' || document_id || '/p01.webp' from rpt_unknown_layout"
        " where item_kind in ('amount_column', 'table') and printed_text in ('mystery', '(no title)') order by item_kind"
    )
    assert _rows(warehouse, sql) == [
        ("amount_column", 1, Decimal("2.00"), Decimal("50.00"), True),
        ("table", 1, Decimal("1.00"), Decimal("25.00"), True),
    ]


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("flagged", "Government fund budget expenditure: doubtful reading, held back (1)"),
        ("nothing_adds_up", "sum it is in fails"),
        ("copied", None),
    ],
)
def test_what_is_not_proven_has_a_reason(warehouse: duckdb.DuckDBPyConnection, name: str, reason: str | None) -> None:
    sql = f"select proven_share_percent, unproven_reason_en from rpt_document_coverage where file_name = '{name}.pdf'"
    ((share, said),) = _rows(warehouse, sql)
    if reason is None:
        assert (share, said) == (Decimal(100), None)
    else:
        assert reason in said


def test_what_was_not_understood_is_listed(warehouse: duckdb.DuckDBPyConnection) -> None:
    sql = "select item_kind, printed_text, page_no from rpt_unknown_layout order by all"
    pages = [("amount_column", "mystery", 1), ("page", "a table was not read", 7), ("table", "(no title)", 1)]
    assert _rows(warehouse, sql) == pages


def test_every_column_is_described_in_the_database(warehouse: duckdb.DuckDBPyConnection) -> None:
    sql = (
        "select table_name || '.' || column_name from duckdb_columns()"
        " where database_name = 'candidate' and schema_name = 'main' and not internal and comment is null"
    )
    assert _rows(warehouse, sql) == []


def test_no_money_is_a_float(warehouse: duckdb.DuckDBPyConnection) -> None:
    sql = (
        "select table_name || '.' || column_name from duckdb_columns() where database_name = 'candidate'"
        " and data_type in ('DOUBLE', 'FLOAT') and column_name not like '%_points' and column_name not like '%confidence'"
    )
    assert _rows(warehouse, sql) == []


def test_without_documents_every_mart_is_there_and_empty(empty_build: duckdb.DuckDBPyConnection) -> None:
    for table in ("expenditure", "revenue", "fct_revenue", "dim_document", "rpt_coverage"):
        assert _rows(empty_build, f"select count(*) from {table}") == [(0,)]
    assert _rows(empty_build, "select count(*) > 1700 from dim_function") == [(True,)]

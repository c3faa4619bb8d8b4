"""Six whole reports more in forms that no corpus has, every figure of them right: nobody is blamed.

They are described in ``specimens/typeset/reports``: codes glued to names, subclasses alone, kinds of projects, balances by kinds, a table of the
fiscal account, the stages of a budget in rows. The others are in ``test_forms_of_other_places`` and ``test_more_forms_of_other_places``.
"""

from __future__ import annotations

from collections.abc import Iterator

import duckdb
import pytest

from tests.runs.right_reports import (
    assert_few_are_not_understood,
    assert_leaves_come_to_totals,
    assert_no_other_notices,
    assert_nobody_is_blamed,
    assert_published_as_they_are,
    published,
    typeset_reports,
)

pytestmark = pytest.mark.slow

REPORTS = {
    "forms_of_qinghai_2024": "word",
    "forms_of_dalian_2021": "excel",
    "forms_of_xizang_2022": "reference",
    "county_final_2019": "excel",
    "institute_final_2025": "word",
    "forms_of_ningbo_2026": "reference",
}
#: Notices that a right report may get: changes of which nobody must say why. It may only become smaller.
NOTICES = {("change_reason_told",)}
#: Of the figures, those of columns and rows that nobody taught yet, each said to be not understood. The share may only become smaller.
MOST_NOT_UNDERSTOOD = 0.03


@pytest.fixture(scope="module")
def warehouse(tmp_path_factory: pytest.TempPathFactory) -> Iterator[duckdb.DuckDBPyConnection]:
    with published(typeset_reports(REPORTS), tmp_path_factory.mktemp("forms")) as connection:
        yield connection


def test_all_are_published(warehouse: duckdb.DuckDBPyConnection) -> None:
    assert_published_as_they_are(warehouse, REPORTS)


def test_no_table_is_held_back(warehouse: duckdb.DuckDBPyConnection) -> None:
    assert warehouse.execute("select file_name, reason_zh from rpt_quarantine").fetchall() == []


def test_no_right_report_is_blamed(warehouse: duckdb.DuckDBPyConnection) -> None:
    assert_nobody_is_blamed(warehouse)


def test_no_other_notices(warehouse: duckdb.DuckDBPyConnection) -> None:
    assert_no_other_notices(warehouse, NOTICES)


def test_leaves_come_to_the_printed_totals_or_it_is_said_why_not(warehouse: duckdb.DuckDBPyConnection) -> None:
    assert_leaves_come_to_totals(
        warehouse,
        250,
        [("explained", "column_not_understood"), ("explained", "counted_again"), ("not_compared", "part")],
    )


def test_most_figures_are_understood_and_each_of_the_others_says_so(warehouse: duckdb.DuckDBPyConnection) -> None:
    assert_few_are_not_understood(warehouse, 2_300, MOST_NOT_UNDERSTOOD)


def test_percentages_below_the_money_of_years_are_no_money(warehouse: duckdb.DuckDBPyConnection) -> None:
    rows = warehouse.execute(
        "select value_type, count(*) from fct_amount join dim_document using (document_id) "
        "where file_name = 'forms_of_dalian_2021.pdf' and table_kind = 'three_public_expenditure' "
        "and measure_key = 'change_percent' and value_state = 'printed' group by all"
    ).fetchall()
    assert rows == [("percent", 5)]


def test_every_glued_code_is_read(warehouse: duckdb.DuckDBPyConnection) -> None:
    rows = warehouse.execute(
        "select function_code, amount_yuan from fct_amount join dim_document using (document_id) "
        "where file_name = 'forms_of_xizang_2022.pdf' and table_kind = 'general_public_expenditure' "
        "and measure_key = 'total' and function_code in ('207', '20702', '2070204') order by all"
    ).fetchall()
    assert [code for code, _ in rows] == ["207", "20702", "2070204"]
    assert rows[1][1] == rows[2][1]

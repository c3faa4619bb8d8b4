"""A second dozen of whole reports in forms that no corpus has, every figure of them right: nobody is blamed.

They are described in ``specimens/typeset/reports``; what they print that nobody taught yet is said to be not understood. The first are in
``test_forms_of_other_places``.
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
    "university_final_2022": "reference",
    "market_final_2020": "excel",
    "district_final_2023": "word",
    "forms_of_liaoning_2023": "word",
    "forms_of_gansu_2024": "excel",
    "forms_of_neimenggu_2025": "reference",
    "forms_of_hubei_2024": "reference",
    "forms_of_heilongjiang_2024": "word",
    "forms_of_ningxia_2022": "excel",
    "forms_of_hainan_2021": "reference",
}
#: Notices that a right report may get: blanks and wording, and those that say themselves that they are not sure. It may only become smaller.
NOTICES = {
    ("nought_is_printed",),
    ("change_reason_told",),
    # 当年拨款 in the text, and a table that holds what was carried in as well and says how much.
    ("text_general_public", "text_revenue"),
    # What a fiscal account pays for, in a column beside basic and project expenditure.
    ("expenditure_summary_across", "project_3_is_10", "text_parts_of_expenditure"),
    # A row of 非税收入 beside the appropriation in one table, below it in the other.
    ("fiscal_revenue_4_is_1",),
}
#: Of the figures, those of columns and rows that nobody taught yet, each said to be not understood. The share may only become smaller.
MOST_NOT_UNDERSTOOD = 0.084


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
    assert_few_are_not_understood(warehouse, 3_300, MOST_NOT_UNDERSTOOD)


def test_numbers_of_meetings_and_guests_are_no_money(warehouse: duckdb.DuckDBPyConnection) -> None:
    rows = warehouse.execute(
        "select printed_number from fct_amount join dim_document using (document_id) "
        "where file_name = 'market_final_2020.pdf' and value_type = 'count' and value_state = 'printed'"
    ).fetchall()
    assert {168, 142, 231} <= {int(number) for (number,) in rows}

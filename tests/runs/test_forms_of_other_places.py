"""Whole reports in forms that no corpus has, every figure of them right: nobody is blamed, and leaves come to what is printed.

They are described in ``specimens/typeset/reports``: the Ministry's forms of final accounts and of a department's budget, and those of
provinces. A new one is a folder there and a line here.
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
    "ministry_final_2023": "reference",
    "ministry_budget_2024": "word",
    "city_final_2022": "excel",
    "forms_of_sichuan_2024": "excel",
    "forms_of_yunnan_2025": "reference",
    "forms_of_hunan_2023": "word",
    "forms_of_henan_2024": "reference",
    "forms_of_anhui_2025": "word",
    "forms_of_xinjiang_2022": "word",
    "forms_of_shanxi_2021": "excel",
    "forms_of_guangxi_2025": "reference",
    "forms_of_hebei_2023": "word",
    "forms_of_jiangxi_2026": "excel",
    "forms_of_tianjin_2020": "excel",
    "hospital_final_2024": "reference",
    "township_final_2021": "word",
}
#: Notices that a right report may get: blanks and wording, and two that say themselves that they are not sure. It may only become smaller.
NOTICES = {
    ("nought_is_printed",),
    ("change_of_nothing",),
    ("change_reason_told",),
    ("law_agreement", "law_sum", "text_general_public"),
    ("project_3_is_10",),
}
#: Of the figures, those of columns and rows that nobody taught yet, each said to be not understood. The share may only become smaller.
MOST_NOT_UNDERSTOOD = 0.01


@pytest.fixture(scope="module")
def warehouse(tmp_path_factory: pytest.TempPathFactory) -> Iterator[duckdb.DuckDBPyConnection]:
    with published(typeset_reports(REPORTS), tmp_path_factory.mktemp("forms")) as connection:
        yield connection


def test_all_are_published(warehouse: duckdb.DuckDBPyConnection) -> None:
    assert_published_as_they_are(warehouse, REPORTS)


def test_no_right_report_is_blamed(warehouse: duckdb.DuckDBPyConnection) -> None:
    assert_nobody_is_blamed(warehouse)


def test_no_other_notices(warehouse: duckdb.DuckDBPyConnection) -> None:
    assert_no_other_notices(warehouse, NOTICES)


def test_leaves_come_to_the_printed_totals_or_it_is_said_why_not(warehouse: duckdb.DuckDBPyConnection) -> None:
    assert_leaves_come_to_totals(warehouse, 600, [("explained", "column_not_understood"), ("not_compared", "part")])


def test_few_figures_are_not_understood_and_each_says_so(warehouse: duckdb.DuckDBPyConnection) -> None:
    assert_few_are_not_understood(warehouse, 4_000, MOST_NOT_UNDERSTOOD)

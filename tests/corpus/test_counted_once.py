"""Real reports of one body (department and unit, tables and text, budget and final accounts): no figure counted twice."""

from __future__ import annotations

import pytest

from tests.runs.whole_corpus import CorpusRun

pytestmark = [pytest.mark.corpus, pytest.mark.slow, pytest.mark.whole_run]
TWINS = [
    "js_partyoffice_2017_budget",
    "js_partyoffice_2017_budget_tables",
    "js_partyoffice_2018_budget_tables",
    "sh_putuo_commerce_2025_budget",
    "sh_putuo_commerce_unit_2025_budget",
    "sh_putuo_finance_2024_final",
    "sh_putuo_finance_2025_budget",
]


def test_one_report_counts_and_gives_its_printed_total(both: CorpusRun) -> None:
    rows = both.ask(
        "select parse_filename(file_name, true) as file, any_value(counting), bool_and(is_equal) from rpt_body_total"
        " where list_contains(?, file) group by file order by all",
        TWINS,
    )
    assert rows == [
        ("js_partyoffice_2017_budget", "no_tables", None),
        ("js_partyoffice_2017_budget_tables", "counted", True),
        ("js_partyoffice_2018_budget_tables", "counted", True),
        ("sh_putuo_commerce_2025_budget", "counted", True),
        ("sh_putuo_commerce_unit_2025_budget", "another_counts", None),
        ("sh_putuo_finance_2024_final", "counted", True),
        ("sh_putuo_finance_2025_budget", "counted", True),
    ]


def test_years_of_one_body_compare_whatever_form_of_its_name_is_printed(both: CorpusRun) -> None:
    rows = both.ask(
        "select body_key, fiscal_year, sum(amount_yuan)::varchar from panel_expenditure_by_function"
        " where body_key = '320000/委办公厅' group by all order by all"
    )
    # 支出总计 of the two years: 20849.45 万元 and 24458.43 万元.
    assert rows == [("320000/委办公厅", 2017, "208494500.00"), ("320000/委办公厅", 2018, "244584300.00")]

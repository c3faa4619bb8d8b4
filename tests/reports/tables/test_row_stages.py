"""What the figures of a row are of, where the row says it."""

from __future__ import annotations

from pipelines.reports.tables import read_tables
from tests.reports.tables.grids import Rows, document, page

_ITEMS = ["合计", "因公出国（境）费", "公务接待费"]


def _lines(title: str, *rows: list[str]) -> list[tuple[str | None, str, int | None, str | None]]:
    body: Rows = list(rows)
    reading = read_tables(document(page([([title, "单位：万元"], body)])))[0].reading
    return [
        (line["measure_key"], line["value_type"], line["amount_year"], line["value_text"])
        for line in reading.lines
        if line["col_no"] == len(rows[0])
    ]


def test_a_row_of_percentages_below_years_holds_no_money() -> None:
    found = _lines(
        "一般公共预算“三公”经费支出表",
        ["年度", *_ITEMS],
        ["2020年预算数", "5.00", "3.00", "2.00"],
        ["2021年预算数", "4.00", "3.00", "1.00"],
        ["增减额", "-1.00", "0.00", "-1.00"],
        ["增减率（%）", "-20.00", "0.00", "-50.00"],
    )
    assert found == [
        ("official_reception", "money", 2020, "2.00"),
        ("official_reception", "money", 2021, "1.00"),
        ("change_amount", "money", found[2][2], "-1.00"),
        ("change_percent", "percent", found[3][2], "-50.00"),
    ]


def test_a_change_that_names_its_years_is_of_neither() -> None:
    found = _lines(
        "一般公共预算“三公”经费支出表",
        ["年度", *_ITEMS],
        ["2020年", "5.00", "3.00", "2.00"],
        ["2021年", "4.00", "3.00", "1.00"],
        ["2021年比2020年增减", "-1.00", "0.00", "-1.00"],
    )
    assert [measure for measure, *_ in found] == ["official_reception", "official_reception", "change_amount"]


def test_stages_of_the_budget_below_each_other() -> None:
    found = _lines(
        "财政拨款“三公”经费支出决算表",
        ["项目", *_ITEMS],
        ["年初预算数", "9.00", "5.00", "4.00"],
        ["全年预算数", "8.00", "5.00", "3.00"],
        ["决算数", "6.00", "4.00", "2.00"],
    )
    assert [measure for measure, *_ in found] == [
        "official_reception_budgeted",
        "official_reception_adjusted",
        "official_reception",
    ]


def test_a_budget_alone_is_what_the_report_states() -> None:
    found = _lines("一般公共预算“三公”经费支出表", ["项目", *_ITEMS], ["预算数", "9.00", "5.00", "4.00"])
    assert [measure for measure, *_ in found] == ["official_reception"]

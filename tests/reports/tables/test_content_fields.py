"""Columns whose headers nobody knows, by what is printed in them."""

from __future__ import annotations

from pipelines.reports.tables import PrintedTable, read_tables
from pipelines.reports.tables.content_fields import fields_by_content
from tests.reports.tables.grids import Rows, document, page
from tests.reports.tables.sheets import sheet

TWO_SIDED: Rows = [
    ["甲乙", "金额", "丙丁", "金额"],
    ["事业收入", "5.00", "基本支出", "3.00"],
    ["其他收入", "1.00", "项目支出", "3.00"],
]
DATED: Rows = [
    ["预算单位", "某期", "合计", "公务接待费"],
    ["某局", "2025年", "3.00", "3.00"],
    ["", "2026年", "5.00", "5.00"],
    ["", "增减变化", "2.00", "2.00"],
]


def _table(title: str, rows: Rows) -> PrintedTable:
    return read_tables(document(page([([title, "单位：万元"], rows)])))[0]


def test_words_without_figures_are_names_in_a_two_sided_table_alone() -> None:
    assert fields_by_content(sheet(TWO_SIDED), (0,), "revenue_expenditure_summary") == {0: "item_name", 2: "item_name"}
    assert fields_by_content(sheet(TWO_SIDED), (0,), "expenditure_summary") == {}
    # One word may be a note.
    assert fields_by_content(sheet(TWO_SIDED[:2]), (0,), "revenue_expenditure_summary") == {}


def test_years_date_the_rows_of_a_table_of_expenses_alone() -> None:
    assert fields_by_content(sheet(DATED), (0,), "three_public_expenditure") == {1: "amount_year"}
    assert fields_by_content(sheet(DATED), (0,), "project_expenditure") == {}
    # All of one year, or years among other things, date no rows.
    assert fields_by_content(sheet(DATED[:2]), (0,), "three_public_expenditure") == {}
    mixed = [*DATED[:3], ["", "1.00", "2.00", "2.00"], ["", "其他", "2.00", "2.00"]]
    assert fields_by_content(sheet(mixed), (0,), "three_public_expenditure") == {}


CODED: Rows = [
    ["", "合计", "732.69", "732.69"],
    ["208", "社会保障和就业支出", "477.84", "477.84"],
    ["20805", "行政事业单位养老支出", "477.84", "477.84"],
    ["2080505", "机关事业单位基本养老保险缴费支出", "254.85", "254.85"],
    ["2080506", "机关事业单位职业年金缴费支出", "222.99", "222.99"],
]


def test_listed_codes_are_codes_whatever_the_table_and_without_a_header() -> None:
    for kind in (None, "expenditure_summary", "revenue_expenditure_summary"):
        assert fields_by_content(sheet(CODED), (), kind).get(0) == "code"
    assert fields_by_content(sheet([["合计", "", "1.00", ""], *CODED[1:]]), (), None) == {0: "code"}
    # One may be anything, and so may classes alone, what is on no list, and what is of two lists.
    assert fields_by_content(sheet(CODED[3:4]), (), None) == {}
    for number in (["208", "210"], ["2080505", "2087777"], ["20805", "30101"], ["20805", "2,080,505.00"]):
        assert fields_by_content(sheet([[each, "甲", "1.00", "1.00"] for each in number]), (), None) == {}


def test_codes_below_no_header_are_no_money() -> None:
    found = _table("", CODED)
    assert not {"208", "20805", "2080505", "2080506"} & {line["value_text"] for line in found.reading.lines}
    assert len(found.reading.lines) == 10


def test_halves_are_told_apart_by_names_nobody_has_headed_so() -> None:
    found = _table("收支总表", TWO_SIDED)
    assert [(line["header_path"], line["measure_key"]) for line in found.reading.lines] == [
        ("金额", "budget_amount")
    ] * 4
    assert {row["label_printed"] for row in found.reading.rows} == {"事业收入", "其他收入", "基本支出", "项目支出"}


def test_rows_are_of_the_years_that_a_column_prints_whatever_its_header() -> None:
    found = _table("“三公”经费支出表", DATED)
    assert [(line["measure_key"], line["amount_year"]) for line in found.reading.lines][1::2] == [
        ("official_reception", 2025),
        ("official_reception", 2026),
        ("change_amount", None),
    ]


def _half(header: str, *names: str) -> str | None:
    """What the second half of expenditure runs along: names below a header, beside those of the department's list."""
    rows: Rows = [
        ["收入", "<", "支出", "<", "<", "<"],
        ["项目", "预算数", "部门经济分类科目", "预算数", header, "预算数"],
        *(["", "", "工资福利支出", "1.00", name, "1.00"] for name in names),
    ]
    found = {row["block_no"]: row["along"] for row in _table("部门收支总表", rows).reading.rows}
    return found[max(found)]


def test_a_half_by_economic_classification_runs_along_the_list_that_has_its_names() -> None:
    assert (
        _half("支出经济分类科目", "1、机关工资福利支出", "2、机关商品和服务支出", "3、其他支出")
        == "government_economic"
    )
    assert _half("政府支出经济分类科目", "甲乙支出", "丙丁支出") == "government_economic"


def test_names_of_both_lists_or_against_the_header_turn_no_half() -> None:
    assert _half("支出经济分类科目", "机关工资福利支出", "机关商品和服务支出", "津贴补贴") == "economic"
    assert _half("支出经济分类科目", "机关工资福利支出", "其他支出") == "economic"
    assert _half("部门支出经济分类科目", "机关工资福利支出", "机关商品和服务支出") == "economic"

"""Titles, numbers, years and units above a grid or in its first rows."""

from __future__ import annotations

import pytest

from pipelines.extraction.model import Box, TextLine
from pipelines.reports.tables.titles import Title, is_page_number, looks_like_title, read_heading, same_title
from pipelines.reports.tables.units import UNKNOWN_UNIT, Unit
from tests.reports.tables.grids import grid

BODY = [["科目", "金额"], ["工资", "1.00"]]


def _lines(*texts: str) -> list[TextLine]:
    return [TextLine(text, Box(0, 0, 1, 1)) for text in texts]


@pytest.mark.parametrize(("text", "is_one"), [("—7—", True), ("第 3 页", True), ("第3页共12页", True), ("表3", False), ("2024年", False)])  # fmt: skip
def test_page_numbers(text: str, is_one: bool) -> None:
    assert is_page_number(text) is is_one


@pytest.mark.parametrize(
    ("text", "may_be"),
    [
        ("表5.某局2024年一般公共预算支出表", True),
        ("收支总表（续）", True),
        ("支出表", True),
        ("附表", False),
        ("情况表", False),
        ("表6", False),
        ("单位：元", False),
        ("详见下表。", False),
        ("", False),
        ("部门：某局", False),
        ("部门政府采购预算", True),
        ("部门支出预算", False),  # may be the heading of a text
        ("政府采购预算情况", False),
        ("某某项目政府采购预算", False),
    ],
)
def test_what_may_be_a_title(text: str, may_be: bool) -> None:
    assert looks_like_title(text) is may_be


def test_number_year_and_unit_of_the_lines_above() -> None:
    heading = read_heading(_lines("—9—", "表6.某局2024年一般公共预算基本支出表", "单位：万元"), grid(BODY))
    assert heading.title == Title("表6.某局2024年一般公共预算基本支出表", "6", 2024)
    assert (heading.unit.label, heading.unit.source, heading.head_rows) == ("万元", "above", 0)


def test_a_number_in_a_line_of_its_own_and_a_title_in_two_lines() -> None:
    lines = _lines("公开05表", "2024年一般公共", "预算支出表", "单位：元")
    assert read_heading(lines, grid(BODY)).title == Title("2024年一般公共预算支出表", "5", 2024)


def test_the_number_above_a_line_of_the_year_is_the_titles() -> None:
    lines = _lines("预算03表", "2025年度", "财政拨款收支情况表", "单位：万元")
    assert read_heading(lines, grid(BODY)).title == Title("财政拨款收支情况表", "3", None)
    other = _lines("预算03表", "某局概况说明", "财政拨款收支情况表")
    assert read_heading(other, grid(BODY)).title.printed_no is None


def test_a_number_in_characters_below_the_title_is_no_title() -> None:
    lines = _lines("财政拨款支出预算表（功能科目）", "公开表十二", "部门：某局", "单位：万元")
    assert read_heading(lines, grid(BODY)).title == Title("财政拨款支出预算表（功能科目）", "十二", None)
    # Nothing but a number names no table, and a table of many things is called so.
    assert read_heading(_lines("公开表五"), grid(BODY)).title == Title(None, None, None)
    assert _title_of(["某局一般公共预算支出表", "公开表五三公经费表"]) == "公开表五三公经费表"


def test_title_and_unit_inside_the_grid() -> None:
    rows = [["收入总表", "<"], ["单位：元", "<"], *BODY]
    heading = read_heading([], grid(rows))
    assert (heading.title.text, heading.unit.source, heading.head_rows) == ("收入总表", "grid", 2)


def test_a_unit_broken_over_two_lines() -> None:
    heading = read_heading(_lines("某局2024年收入总表", "单位：万", "元"), grid(BODY))
    assert (heading.title.text, heading.unit) == ("某局2024年收入总表", Unit("万元", "above"))
    assert read_heading(_lines("某局2024年收入总表", "单位：某局", "元"), grid(BODY)).unit == UNKNOWN_UNIT


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("预算表12年度项目支出绩效表", "12"),
        ("表2024年度收支总表", None),
        ("表24年收支总表", None),
        ("预算12表收支总表", "12"),
    ],
)
def test_a_number_before_a_year_is_the_tables_where_it_can_be_no_year(text: str, number: str | None) -> None:
    assert read_heading(_lines(text), grid(BODY)).title.printed_no == number


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("表十一般公共预算机关运行经费支出预算表", "十"),
        ("表八 一般公共预算支出预算表", "八"),
        ("表十一“三公”经费支出预算表", "十一"),
        ("表十二2026年政府采购预算表", "十二"),
        ("表二十一收支总表", "二十一"),
        ("表二〇二六年收支总表", None),
    ],
)
def test_a_number_in_characters_ends_where_the_words_begin(text: str, number: str | None) -> None:
    assert read_heading(_lines(text), grid(BODY)).title.printed_no == number


def test_neither_title_nor_unit() -> None:
    heading = read_heading(_lines("这是正文的一句话。"), grid(BODY))
    assert (heading.title.text, heading.unit.label, heading.head_rows) == (None, None, 0)


@pytest.mark.parametrize(
    ("left", "right", "same"),
    [
        ("表5 支出总表", "支出总表（续）", True),
        ("表5 支出总表", "表5 支出总表续表", True),
        ("表5 支出总表", "表6 支出总表", False),
        ("支出总表", "收入总表", False),
        ("表八一般公共预算支出表", "一般公共预算支出表（续）", True),
        ("表八一般公共预算支出表", "表九一般公共预算支出表", False),
        ("支出总表", None, False),
        ("2025年部门预算部门收支总表", "部门收支总表", True),  # the document's name above it, read as its beginning
        ("某学校收支总表", "收支总表", False),
        ("财政拨款收支总表", "收支总表", False),
    ],
)
def test_a_title_continued(left: str, right: str | None, same: bool) -> None:
    assert same_title(Title(left, None, None), Title(right, None, None)) is same


def _title_of(lines: list[str]) -> str | None:
    return read_heading(_lines(*lines), grid(BODY)).title.text


def test_a_title_goes_on_in_brackets_on_the_next_line() -> None:
    whole = _title_of(
        [
            "表5",
            "2021年部门综合预算一般公共预算支出明细表",
            "（按支出功能分类科目-不含上年结转）",
            "预算单位：某局 单位：元",
        ]
    )
    assert whole == "2021年部门综合预算一般公共预算支出明细表（按支出功能分类科目-不含上年结转）"
    torn = _title_of(
        ["表6", "2021年部门综合预算一般公共预算支出明细表（按支出经济分类科目-不", "含上年结转）", "单位：元"]
    )
    assert torn == "2021年部门综合预算一般公共预算支出明细表（按支出经济分类科目-不含上年结转）"


def test_a_remark_in_brackets_below_no_title_is_none() -> None:
    assert _title_of(["概况说明", "（按支出功能分类）"]) is None


def test_the_number_of_a_title_inside_the_grid_may_stand_above_it() -> None:
    rows = [["收入总表", "<"], ["单位：元", "<"], *BODY]
    assert read_heading(_lines("附表3："), grid(rows)).title == Title("收入总表", "3", None)
    assert read_heading(_lines("某局"), grid(rows)).title.printed_no is None


def test_what_the_document_is_called_is_no_beginning_of_a_title() -> None:
    assert read_heading(_lines("2025年部门预算", "2025年部门收支总表"), grid(BODY)).title.text == "2025年部门收支总表"
    # A title that says its year once may be broken anywhere.
    assert read_heading(_lines("2025年部门", "预算收支总表"), grid(BODY)).title.text == "2025年部门预算收支总表"


def test_a_title_begins_below_its_number() -> None:
    title = "“三公”经费支出情况表"
    numbered = read_heading(_lines("公开04表", "部门综合预算", title, "单位：元"), grid(BODY)).title
    assert numbered == Title(f"部门综合预算{title}", "4", None)
    assert _title_of(["部门综合预算", title]) == title, "no number above"
    assert _title_of(["公开04表", "某某事项", title]) == title, "words that no title is made of"
    assert _title_of(["公开04表", "部门：某局", title]) == title


def test_a_word_broken_by_the_lines_end_joins_a_title() -> None:
    lines = _lines("表3", "部门预算一般", "公共预算支出总表", "（部门预算支出经济分类科目，不含上年结转）")
    title = read_heading(lines, grid(BODY)).title
    assert title == Title("部门预算一般公共预算支出总表（部门预算支出经济分类科目，不含上年结转）", "3", None)
    assert read_heading(_lines("报表情况", "部门收支总表"), grid(BODY)).title.text == "部门收支总表"


def test_a_short_title_stands_by_itself_or_names_none() -> None:
    assert _title_of(["支出表"]) == "支出表"
    assert _title_of(["公开03表", "支出表", "单位：元"]) == "支出表"
    assert _title_of(["某镇乡村振兴示范", "支出表"]) is None, "the line above may say of what"


def test_a_year_broken_by_the_lines_end_joins_a_title() -> None:
    assert _title_of(["2025年", "度部门预算收支情况表"]) == "2025年度部门预算收支情况表"
    assert _title_of(["2025年", "部门预算收支情况表"]) == "部门预算收支情况表", "a date in a line of its own"

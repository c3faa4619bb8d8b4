"""Where a header ends, and the path of each column."""

from __future__ import annotations

import pytest

from pipelines.reports.tables.headers import find_header, is_numbering_row
from tests.reports.tables.sheets import sheet


def test_two_rows_make_a_path_from_the_outside_in() -> None:
    header = find_header(
        sheet(
            [
                ["科目编码", "科目名称", "基本支出", "<", "项目支出"],
                ["^", "^", "人员经费", "公用经费", "^"],
                ["301", "工资福利支出", "1.00", "", "2.00"],
            ]
        )
    )
    assert header.rows == (0, 1)
    assert header.path_texts == ("科目编码", "科目名称", "基本支出/人员经费", "基本支出/公用经费", "项目支出")


def test_a_row_that_numbers_the_columns_is_header_but_in_no_path() -> None:
    header = find_header(sheet([["科目名称", "合计"], ["1", "2"], ["工资福利支出", "3.00"]]))
    assert header.rows == (0, 1) and header.numbering_rows == {1}
    assert header.path_texts == ("科目名称", "合计")


@pytest.mark.parametrize(
    "first", [["合计", ""], ["一、本年收入", ""], ["201", "一般公共服务支出"], ["行政运行", "12.00"]]
)
def test_totals_numbered_labels_codes_and_figures_begin_the_body(first: list[str]) -> None:
    assert find_header(sheet([["科目名称", "合计"], first])).rows == (0,)


def test_a_unit_beside_a_numbered_name_without_figures_begins_the_body() -> None:
    rows = [
        ["单位名称", "支出功能分类科目", "合计"],
        ["某市统筹协调局本级", "一、国防支出", ""],
        ["^", "二、教育支出", "3.00"],
    ]
    assert find_header(sheet(rows)).rows == (0,)
    rows[1], rows[2] = ["某市统筹协调局本级", "国防支出", ""], ["某市统筹协调局本级", "教育支出", "3.00"]
    assert find_header(sheet(rows)).rows == (0,), "a listed name needs no number"
    rows[1] = ["某市统筹协调局本级", "小计", ""]
    assert find_header(sheet(rows)).rows == (0, 1), "units may head columns of sums"
    # What is no unit may be a header's word: columns are numbered, too.
    rows[1] = ["备注内容", "一、国防支出", ""]
    assert find_header(sheet(rows)).rows == (0, 1)


def test_a_table_may_have_no_header() -> None:
    assert find_header(sheet([["201", "12.00"], ["202", "13.00"]])).rows == ()


def test_what_never_ends_is_no_header() -> None:
    assert find_header(sheet([["科目名称", "合计"]] * 8)).rows == ()


@pytest.mark.parametrize(
    ("texts", "is_one"),
    [
        (["栏次", "1", "2"], True),
        (["**", "**"], True),
        (["类", "款", "1", "2"], True),
        (["1", "3"], False),
        (["2", "3"], False),
        (["", "1"], True),
        (["合计", "1"], False),
        (["1"], False),
    ],
)
def test_rows_of_numbers(texts: list[str], is_one: bool) -> None:
    assert is_numbering_row(sheet([texts]).starting_in(0)) is is_one


def test_the_one_column_of_moneys_head_is_no_row_of_a_total() -> None:
    rows = [["科目名称", "一般公共预算基本支出"], ["", "合计"], ["工资福利支出", "1.00"]]
    assert find_header(sheet(rows)).path_texts == ("科目名称", "一般公共预算基本支出/合计")
    numbered = [["科目名称", "基本支出"], ["", "合计"], ["", "1"], ["合计", "3.00"]]
    assert find_header(sheet(numbered)).rows == (0, 1, 2)
    assert find_header(sheet([*numbered[:3], ["合计", ""]])).rows == (0,)
    named = [["科目编码", "科目名称", "金额"], ["", "合计", ""], ["301", "工资福利支出", "1.00"]]
    assert find_header(sheet(named)).rows == (0,)


def test_a_name_below_the_numbers_of_the_columns_is_a_row_though_columns_are_called_so() -> None:
    header = [["科目名称", "合计", "项目支出"], ["栏次", "1", "2"]]
    assert find_header(sheet([*header, ["国防支出", "", ""], ["教育支出", "3.00", ""]])).rows == (0, 1)
    assert find_header(sheet([header[0], ["", "国防支出", "教育支出"], ["某局", "1.00", "2.00"]])).rows == (0, 1)


def test_a_name_that_its_words_make_is_a_row_below_the_numbers_of_the_columns() -> None:
    header = [["项目", "预算数"], ["栏次", "1"]]
    assert find_header(sheet([*header, ["结余结转下年资金", ""], ["合计", "3.00"]])).rows == (0, 1)
    assert find_header(sheet([*header, ["结转结余", ""], ["合计", "3.00"]])).rows == (0, 1, 2), "the end of a name"

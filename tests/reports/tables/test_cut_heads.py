"""The head of a table that a page's end cut, and the rest of it below the whole of it on the next page."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pipelines.extraction.model import Box, ExtractedPage, TextLine
from pipelines.reports.tables import PrintedTable, read_tables
from tests.reports.tables.grids import Rows, document, page

TITLE = ["2024年一般公共预算支出表", "<", "<", "<"]
UNIT = ["部门：某局 单位：万元", "<", "<", "<"]
HEADER = [["科目名称", "合计", "本年支出", "<"], ["^", "^", "基本支出", "项目支出"]]
BODY = [["合计", "300.00", "200.00", "100.00"], ["一般公共服务支出", "300.00", "200.00", "100.00"]]
PATHS = ("科目名称", "合计", "本年支出/基本支出", "本年支出/项目支出")


def read(first: ExtractedPage, second: Rows) -> PrintedTable:
    [table] = read_tables(document(first, page([([], second)], page_no=2)))
    return table


def with_foot(text: str) -> ExtractedPage:
    """A page that ends with a row that is no grid by itself, and its number."""
    lines = (TextLine(text, Box(50, 40, 400, 50)), TextLine("— 1 —", Box(50, 20, 90, 30)))
    return replace(page([]), text_lines=lines)


def is_read_once(table: PrintedTable) -> bool:
    labels = [row["label_printed"] for row in table.reading.rows]
    return table.header.path_texts == PATHS and labels == [row[0] for row in BODY]


def test_a_head_cut_below_the_unit_is_read_once() -> None:
    table = read(page([([], [TITLE, UNIT])]), [TITLE, UNIT, *HEADER, *HEADER, *BODY])
    assert is_read_once(table)
    assert sorted(table.sheet.repeated_rows) == [6, 7]


def test_a_head_cut_below_its_title_is_read_once() -> None:
    second = [TITLE, UNIT, *HEADER, UNIT, *HEADER, *BODY]
    assert is_read_once(read(with_foot(TITLE[0]), second))
    assert is_read_once(read(page([([], [TITLE])]), second))


def test_a_head_cut_above_a_single_row_is_read_once() -> None:
    header = ["科目名称", "合计", "基本支出", "项目支出"]
    table = read(page([([], [TITLE, UNIT])]), [TITLE, UNIT, header, header, *BODY])
    assert table.header.path_texts == tuple(header)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        # The header is printed once: there is nothing to leave out.
        (page([([], [TITLE, UNIT])]), [TITLE, UNIT, *HEADER, *BODY]),
        # Nothing of the table stands on the page before: whoever prints rows twice means them.
        (with_foot("以上各项均已公开"), [TITLE, UNIT, *HEADER, *HEADER, *BODY]),
        # What follows the head is not what followed it above.
        (page([([], [TITLE, UNIT])]), [TITLE, UNIT, *HEADER, HEADER[1], *BODY]),
    ],
)
def test_rows_that_are_not_the_rest_of_a_cut_head_stay(first: ExtractedPage, second: Rows) -> None:
    tables = read_tables(document(first, page([([], second)], page_no=2)))
    assert not tables[-1].sheet.repeated_rows


def test_equal_rows_of_the_body_stay() -> None:
    title = ["2024年政府采购预算表", "<", "<", "<"]
    header = ["采购项目", "采购品目", "数量", "金额"]
    row = ["办公设备", "打印机", "2", "1.00"]
    table = read(page([([], [title, UNIT])]), [title, UNIT, header, row, row])
    assert len(table.reading.rows) == 2

"""A sheet knows which cell covers a place."""

from __future__ import annotations

from pipelines.reports.tables.sheet import Sheet
from tests.reports.tables.sheets import sheet

ROWS = [["科目", "<", "金额"], ["编码", "名称", "^"], ["301", "工资", "1.00"]]


def test_a_merged_cell_covers_every_place_it_spans() -> None:
    made = sheet(ROWS)
    assert isinstance(made, Sheet)
    assert made.at(0, 0) is made.at(0, 1) is not made.at(1, 1)
    assert made.text_at(1, 2) == "金额"
    assert made.at(3, 0) is None and made.text_at(3, 0) == ""


def test_cells_that_begin_in_a_row_and_cells_that_reach_into_it() -> None:
    made = sheet(ROWS)
    assert [cell.text for cell in made.starting_in(1)] == ["编码", "名称"]
    assert [cell.text for cell in made.covering(1)] == ["编码", "名称", "金额"]
    assert [cell.text for cell in made.covering(0)] == ["科目", "金额"]


def test_the_ends_of_a_span_and_the_page() -> None:
    made = sheet(ROWS, page_no=4)
    amount, subject = made.at(0, 2), made.at(0, 0)
    assert amount is not None and subject is not None
    assert (amount.last_row, subject.last_col) == (1, 1)
    assert made.page_nos == [4] and amount.ocr_confidence is None

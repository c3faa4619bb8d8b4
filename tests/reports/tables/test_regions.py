"""What stands above and below each grid of a page."""

from __future__ import annotations

from pipelines.reports.tables.regions import placed_grids
from tests.reports.tables.grids import document, page

ROWS = [["科目", "金额"], ["工资", "1.00"]]


def _texts(lines: object) -> list[str]:
    return [line.text for line in lines]  # type: ignore[attr-defined]


def test_lines_between_two_grids_are_below_the_one_and_above_the_other() -> None:
    one, other = placed_grids(document(page([(["表1.收支总表", "单位：元"], ROWS), (["表2.收入总表"], ROWS)])))
    assert _texts(one.lines_above) == ["表1.收支总表", "单位：元"]
    assert _texts(one.lines_below) == _texts(other.lines_above) == ["表2.收入总表"]
    assert _texts(other.lines_below) == []
    assert (one.is_first_on_page, other.is_first_on_page) == (True, False)


def test_the_first_grid_of_a_page_knows_what_stood_last_on_the_page_before() -> None:
    before = page([(["表1.收支总表"], ROWS), (["表2.收入总表"], ROWS)], page_no=1)
    text = page([], page_no=2)
    _, _, third = placed_grids(document(before, page([([], ROWS)], page_no=2)))
    assert third.is_first_on_page and _texts(third.lines_before) == []
    assert list(placed_grids(document(text))) == []

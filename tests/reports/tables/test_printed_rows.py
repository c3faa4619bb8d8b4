"""What rows print: figures, names beside them, decimals."""

from __future__ import annotations

import pytest

from pipelines.reports.tables.printed_rows import (
    are_rows_named,
    decimals_of_column,
    has_amount,
    is_marker,
    is_name,
    numbers_columns,
    share_with_figures,
)
from pipelines.reports.tables.sheet import SheetCell
from tests.reports.tables.sheets import sheet


def _cell(text: str) -> SheetCell:
    return sheet([[text]]).cells[0]


@pytest.mark.parametrize(
    ("text", "what"),
    [("1,234.00", "amount"), ("1 2", "name"), ("-", "marker"), ("行政运行", "name"), ("2010301", None), ("", None)],
)
def test_a_cell_is_an_amount_a_marker_or_a_name(text: str, what: str | None) -> None:
    cell = _cell(text)
    told = {"amount": has_amount(cell), "marker": is_marker(cell), "name": is_name(cell)}
    assert [key for key, is_so in told.items() if is_so] == ([what] if what else [])


@pytest.mark.parametrize(
    ("row", "is_so"),
    [
        (("", "1", "2", "3"), True),
        (("1", "", "2"), True),
        (("7", "8"), True),
        (("1",), True),
        (("12",), False),
        (("208", "05", "01"), False),
        (("0", "1"), False),
        (("1", "3"), False),
        (("1", "2.00"), False),
        (("栏次", "1", "2"), False),
        (("", ""), False),
    ],
)
def test_numbers_of_columns_count_on_and_stand_alone(row: tuple[str, ...], is_so: bool) -> None:
    assert numbers_columns(sheet([list(row)]).cells) is is_so


def test_rows_above_the_first_amount_are_no_rows_without_one() -> None:
    rows = [["科目", "金额"], ["行政运行", "1.00"], ["某项", ""], ["住房公积金", "2.00"]]
    assert share_with_figures(sheet(rows).cells) == pytest.approx(2 / 3)
    assert share_with_figures(sheet(rows[:1]).cells) == 0


def test_a_row_with_an_amount_and_no_name_is_noticed() -> None:
    assert are_rows_named(sheet([["科目", "金额"], ["行政运行", "1.00"], ["", ""]]).cells)
    assert not are_rows_named(sheet([["行政运行", "1.00"], ["2010301", "1.00"]]).cells)
    assert not are_rows_named(sheet([["行政运行", ""]]).cells), "no row shows that names stand beside amounts"


def test_the_decimals_of_a_column_are_those_of_all_its_figures() -> None:
    rows = [["1", "2"], ["1.00", "2.0"], ["30.00", "3"], ["", "4.0"]]
    cells = sheet(rows).cells
    assert decimals_of_column(cells, 0) == 2
    assert decimals_of_column(cells, 1) is None, "they differ"
    assert decimals_of_column(sheet(rows[:2]).cells, 0) is None, "one figure shows no rule"

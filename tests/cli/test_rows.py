"""Rows on a screen: nothing is squeezed into crumbs, and what has no room is named."""

from __future__ import annotations

import io
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.console import Console

from pipelines.cli.rows import Row, print_rows


def _printed(names: list[str], rows: list[Row], width: int = 80, *, vertical: bool = False) -> str:
    console = Console(file=io.StringIO(), width=width, highlight=False)
    print_rows(console, names, rows, vertical=vertical)
    assert isinstance(console.file, io.StringIO)
    return console.file.getvalue()


def test_a_number_is_never_broken() -> None:
    shown = _printed(["name", "amount_yuan"], [("很长的名称" * 20, Decimal("123456789012.34"))])
    assert "123,456,789,012.34" in shown


def test_a_few_wide_rows_stand_one_under_another() -> None:
    shown = _printed([f"column_{n}" for n in range(30)], [tuple(range(30)), (None,) * 30])
    assert "column_29" in shown and "null" in shown and "┃" not in shown


def test_many_wide_rows_are_shown_in_part_and_the_rest_is_named() -> None:
    shown = _printed([f"column_{n}" for n in range(30)], [tuple("abc" for _ in range(30))] * 50)
    assert "┃" in shown and "no room for" in shown
    assert "column_29" in shown.replace("\n", "") and "--csv" in shown


def test_vertical_on_wish() -> None:
    assert "┃" not in _printed(["a"], [(1,)], vertical=True)


@pytest.mark.parametrize("width", [40, 80, 120])
@given(st.lists(st.lists(st.text("a字[]1", max_size=30), min_size=6, max_size=6), min_size=1, max_size=14))
def test_no_line_is_wider_than_the_screen(width: int, rows: list[list[str]]) -> None:
    shown = _printed([f"name_of_column_{n}" for n in range(6)], [tuple(row) for row in rows], width)
    assert max(map(cell_len, shown.splitlines())) <= width

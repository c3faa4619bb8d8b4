"""Columns too narrow for a character."""

from __future__ import annotations

from dataclasses import replace

from pipelines.reports.tables.slivers import without_slivers
from tests.reports.tables.grids import grid

ROWS = [["", "预算06表", "<", ""], ["", "科目", "预算数", ""], ["", "30101", "1.00", ""]]


def _edged(rows: list[list[str]], *edges: float):  # type: ignore[no-untyped-def]
    return replace(grid(rows), column_edges=edges)


def test_outer_slivers_go_and_the_cells_move() -> None:
    found = without_slivers(_edged(ROWS, 79, 87, 285, 483, 491))
    assert found.column_edges == (87, 285, 483)
    assert found.col_count == 2
    assert [(cell.row, cell.col, cell.col_span, cell.text) for cell in found.cells] == [
        (0, 0, 2, "预算06表"), (1, 0, 1, "科目"), (1, 1, 1, "预算数"), (2, 0, 1, "30101"), (2, 1, 1, "1.00"),
    ]  # fmt: skip


def test_a_sliver_between_columns_goes_too_and_a_cell_over_it_spans_less() -> None:
    found = without_slivers(_edged([["项目", "<", "预算数"], ["办公费", "", "1.00"]], 50, 200, 206, 300))
    assert found.column_edges == (50, 206, 300)
    assert [(cell.col, cell.col_span, cell.text) for cell in found.cells if cell.text] == [
        (0, 1, "项目"), (1, 1, "预算数"), (0, 1, "办公费"), (1, 1, "1.00"),
    ]  # fmt: skip


def test_a_narrow_column_that_prints_something_stays_and_so_does_a_wide_blank_one() -> None:
    narrow = _edged([["1", "办公费"], ["2", "水费"]], 50, 58, 200)
    assert without_slivers(narrow) is narrow
    wide = _edged([["", "办公费"], ["", "水费"]], 50, 80, 200)
    assert without_slivers(wide) is wide

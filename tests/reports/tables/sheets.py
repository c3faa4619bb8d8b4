"""Sheets of one page made by hand, in the notation of ``grids``."""

from __future__ import annotations

from pipelines.reports.tables.sheet import Piece, Sheet, SheetCell
from tests.reports.tables.grids import Rows, grid


def sheet(rows: Rows, page_no: int = 1) -> Sheet:
    made = grid(rows, page_no=page_no)
    cells = [
        SheetCell(
            cell.row,
            cell.col,
            cell.row_span,
            cell.col_span,
            [Piece(cell, page_no, "vector", cell.row, cell.col, cell.row_span, cell.col_span)],
            cell.text,
        )
        for cell in made.cells
    ]
    return Sheet(made.row_count, made.col_count, cells, [page_no] * made.row_count)

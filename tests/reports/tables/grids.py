"""Grids and pages made by hand, from the same notation as the typesetter's: ``<`` merges left, ``^`` merges up."""

from __future__ import annotations

from collections.abc import Sequence

from pipelines.extraction.model import Box, Conservation, ExtractedDocument, ExtractedPage, Grid, GridCell, TextLine
from specimens.typeset.describe import cells_of

ROW_HEIGHT, COL_WIDTH, TOP = 20.0, 60.0, 700.0
Rows = Sequence[Sequence[str]]


def grid(rows: Rows, *, page_no: int = 1, ordinal: int = 1, top: float = TOP, confidence: float | None = None) -> Grid:
    """A grid of equal columns."""
    cells = tuple(
        GridCell(
            cell.row,
            cell.col,
            cell.row_span,
            cell.col_span,
            cell.text,
            cell.text,
            _box(cell.row, cell.col, cell.row_span, cell.col_span, top),
            confidence if cell.text else None,
        )
        for cell in cells_of([list(row) for row in rows])
    )
    cols = len(rows[0])
    engine = "vector" if confidence is None else "ocr"
    edges = tuple(50 + COL_WIDTH * number for number in range(cols + 1))
    return Grid(page_no, ordinal, engine, len(rows), cols, _box(0, 0, len(rows), cols, top), cells, edges)


def page(
    grids: Sequence[tuple[Sequence[str], Rows]],
    *,
    page_no: int = 1,
    conservation: Conservation | None = None,
    confidence: float | None = None,
) -> ExtractedPage:
    """A page: for each grid the lines of text above it, and its rows."""
    lines: list[TextLine] = []
    placed: list[Grid] = []
    y = 780.0
    for ordinal, (above, rows) in enumerate(grids, start=1):
        for text in above:
            lines.append(TextLine(text, Box(50, y - 10, 400, y)))
            y -= 14
        placed.append(grid(rows, page_no=page_no, ordinal=ordinal, top=y, confidence=confidence))
        y -= ROW_HEIGHT * len(rows) + 10
    engine = placed[0].engine if placed else "none"
    return ExtractedPage(
        page_no, 595, 842, 0, "born_digital", engine, tuple(placed), tuple(lines), conservation or Conservation("holds")
    )


def document(*pages: ExtractedPage) -> ExtractedDocument:
    """A document of these pages."""
    return ExtractedDocument("0" * 64, pages)


def _box(row: int, col: int, row_span: int, col_span: int, top: float) -> Box:
    x0, y1 = 50 + COL_WIDTH * col, top - ROW_HEIGHT * row
    return Box(x0, y1 - ROW_HEIGHT * row_span, x0 + COL_WIDTH * col_span, y1)

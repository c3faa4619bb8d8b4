"""Grids as CSV: one CSV row a printed row, `<` merged with the cell to the left, `^` merged with the cell above.

Belongs here: turning rows of strings into ruled cells with spans, and back. Nothing about files' places or pages.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence

from tests.typeset.model import GridCell

LEFT = "<"
ABOVE = "^"


class GridError(ValueError):
    """A grid whose merges do not make rectangles, or whose rows differ in length."""


def cells_of(rows: Sequence[Sequence[str]]) -> tuple[GridCell, ...]:
    """The ruled cells of a grid, row by row; raises `GridError` where the marks make no rectangle."""
    width = len(rows[0]) if rows else 0
    owner: list[list[tuple[int, int]]] = []
    for r, row in enumerate(rows):
        if len(row) != width:
            raise GridError(f"row {r} has {len(row)} columns, the first has {width}")
        owners: list[tuple[int, int]] = []
        for c, text in enumerate(row):
            if text == LEFT:
                if c == 0:
                    raise GridError(f"row {r}: '{LEFT}' in the first column")
                owners.append(owners[c - 1])
            elif text == ABOVE:
                if r == 0:
                    raise GridError(f"column {c}: '{ABOVE}' in the first row")
                owners.append(owner[r - 1][c])
            else:
                owners.append((r, c))
        owner.append(owners)
    return tuple(_rectangle(owner, rows, r, c) for r in range(len(rows)) for c in range(width) if owner[r][c] == (r, c))


def _rectangle(owner: list[list[tuple[int, int]]], rows: Sequence[Sequence[str]], r: int, c: int) -> GridCell:
    height = 1
    while r + height < len(owner) and owner[r + height][c] == (r, c):
        height += 1
    width = 1
    while c + width < len(owner[r]) and owner[r][c + width] == (r, c):
        width += 1
    count = sum(place == (r, c) for line in owner for place in line)
    inside = sum(owner[i][j] == (r, c) for i in range(r, r + height) for j in range(c, c + width))
    if count != height * width or inside != count:
        raise GridError(f"the cell at row {r}, column {c} ({rows[r][c]!r}) is not a rectangle")
    return GridCell(r, c, height, width, rows[r][c])


def rows_of(cells: Sequence[GridCell], row_count: int, col_count: int) -> list[list[str]]:
    """The grid of some cells as rows of strings, the inverse of `cells_of`."""
    rows = [[""] * col_count for _ in range(row_count)]
    for cell in cells:
        for r in range(cell.row, cell.last_row + 1):
            for c in range(cell.col, cell.last_col + 1):
                rows[r][c] = LEFT if c > cell.col else ABOVE
        rows[cell.row][cell.col] = cell.text
    return rows


def parse_csv(text: str) -> list[list[str]]:
    """The rows of a CSV text; a quoted cell may hold several paragraphs."""
    return list(csv.reader(io.StringIO(text, newline="")))

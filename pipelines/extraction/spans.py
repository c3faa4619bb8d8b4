"""Which pieces of a ruled grid are one cell: pieces that no rule separates.

Belongs here: rectangles of rows and columns, nothing of text.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from itertools import chain

from pipelines.extraction.lattice import RuledGrid


@dataclass(frozen=True, slots=True)
class Span:
    """A cell's place: first row and column, and how many of each it covers."""

    row: int
    col: int
    row_span: int
    col_span: int


def merged_spans(grid: RuledGrid) -> list[Span]:
    """Return the cells of a grid; they cover it without overlap, sorted by row, then column.

    Pieces without a rule between them belong together. Where they don't form a rectangle, the largest rectangles from top
    left are taken: a cell that is not a rectangle cannot be printed, so a piece of a rule is missing in the file.
    """
    component = _components(grid)
    sizes = Counter(chain.from_iterable(component))
    taken = [[False] * grid.col_count for _ in range(grid.row_count)]
    spans: list[Span] = []
    for row in range(grid.row_count):
        for col in range(grid.col_count):
            if sizes[component[row][col]] == 1:
                spans.append(Span(row, col, 1, 1))
            elif not taken[row][col]:
                spans.append(_largest_from(grid, component, taken, row, col))
    return spans


def _largest_from(grid: RuledGrid, component: list[list[int]], taken: list[list[bool]], row: int, col: int) -> Span:
    wanted = component[row][col]

    def is_free(r: int, c: int) -> bool:
        return component[r][c] == wanted and not taken[r][c]

    width = 1
    while col + width < grid.col_count and is_free(row, col + width):
        width += 1
    height = 1
    while row + height < grid.row_count and all(is_free(row + height, col + c) for c in range(width)):
        height += 1
    for r in range(row, row + height):
        for c in range(col, col + width):
            taken[r][c] = True
    return Span(row, col, height, width)


def _components(grid: RuledGrid) -> list[list[int]]:
    """Return a number for each piece, the same for pieces that no rule separates."""
    rows, cols = grid.row_count, grid.col_count
    parent = list(range(rows * cols))

    def root(item: int) -> int:
        while parent[item] != item:
            parent[item] = parent[parent[item]]
            item = parent[item]
        return item

    for row in range(rows):
        for col in range(cols):
            here = row * cols + col
            if col + 1 < cols and not grid.has_right[row][col]:
                parent[root(here + 1)] = root(here)
            if row + 1 < rows and not grid.has_below[row][col]:
                parent[root(here + cols)] = root(here)
    roots = [item if parent[item] == item else root(item) for item in range(rows * cols)]
    return [roots[row * cols : (row + 1) * cols] for row in range(rows)]

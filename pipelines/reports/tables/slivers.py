"""Columns of a grid that no character fits into: what is left where a shaded header is a little wider than its table.

Belongs here: finding and dropping them, so that pages with and without such slivers have the same columns. Cells keep their
boxes; a cell that reached over a sliver spans one column less. Which columns match belongs to ``columns_match``.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from pipelines.extraction.model import Grid, GridCell

#: The widest column that can't hold a character of the size reports print (8 points and more, with the cell's margins).
_MAX_SLIVER_POINTS = 10.0


def without_slivers(grid: Grid) -> Grid:
    """Return the grid without columns that are too narrow for a character and print nothing; the same grid if it has none."""
    slivers = _slivers(grid)
    if not slivers or len(slivers) == grid.col_count:
        return grid
    place = [col - sum(sliver < col for sliver in slivers) for col in range(grid.col_count + 1)]
    cells = [cell for cell in (_moved(cell, place) for cell in grid.cells) if cell]
    edges = _edges(grid.column_edges, slivers)
    return replace(grid, cells=tuple(cells), col_count=grid.col_count - len(slivers), column_edges=edges)


def _slivers(grid: Grid) -> set[int]:
    widths = [right - left for left, right in zip(grid.column_edges, grid.column_edges[1:], strict=False)]
    narrow = {col for col, width in enumerate(widths) if width <= _MAX_SLIVER_POINTS}
    printed = {cell.col for cell in grid.cells if cell.col_span == 1 and cell.text.strip()}
    return narrow - printed


def _moved(cell: GridCell, place: Sequence[int]) -> GridCell | None:
    """The cell in the columns that are left; None if it stood in slivers alone."""
    span = place[cell.col + cell.col_span] - place[cell.col]
    if (place[cell.col], span) == (cell.col, cell.col_span):
        return cell
    return replace(cell, col=place[cell.col], col_span=span) if span else None


def _edges(edges: Sequence[float], slivers: set[int]) -> tuple[float, ...]:
    """The edges that are left: of an outer sliver the inner one, of a sliver between columns the left one."""
    last = len(edges) - 2
    kept = list(edges)
    trailing = [col for col in slivers if all(other in slivers for other in range(col, last + 1))]
    for col in sorted(slivers, reverse=True):
        leading = all(other in slivers for other in range(col + 1))
        del kept[col if leading or col not in trailing else col + 1]
    return tuple(kept)

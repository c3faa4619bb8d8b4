"""Characters into the cells of ruled grids, and what is left over.

Belongs here: each character goes to the cell its ink's middle lies in, each to exactly one; a cell's characters become its
text. Whether no figure was harmed is checked in ``conservation``.
"""

from __future__ import annotations

from collections.abc import Container, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from pipelines.extraction.geometry import Affine
from pipelines.extraction.glyphs import Glyph
from pipelines.extraction.lattice import RuledGrid
from pipelines.extraction.lines import PrintedLine, group_lines
from pipelines.extraction.model import Box, Engine, Grid, GridCell, TextLine
from pipelines.extraction.spans import Span, merged_spans
from pipelines.extraction.text import join_lines

#: A line fills its cell if less than this many font sizes are left beside it: no further character fits between the
#: paddings (Word's are 5.4 pt on each side, half a font size).
_FULL_LINE_EM = 2.2
#: Which grid of a page, and which of its cells.
Place = tuple[int, int]


@dataclass(frozen=True, slots=True, eq=False)
class PlacedGrid:
    """A ruled grid with the characters of each of its cells; ``owner[r, c]`` is the index of the cell a piece is of."""

    ruled: RuledGrid
    spans: tuple[Span, ...]
    owner: NDArray[np.int64]
    contents: tuple[tuple[Glyph, ...], ...]

    def cells_at(self, points: NDArray[np.float64]) -> NDArray[np.int64]:
        """Return for each point (x, y) the index of the cell that holds it, -1 outside the border."""
        xs, ys = np.array(self.ruled.x_edges), -np.array(self.ruled.y_edges)
        x, y = points[:, 0], -points[:, 1]
        is_inside = (xs[0] <= x) & (x <= xs[-1]) & (ys[0] <= y) & (y <= ys[-1])
        col = np.clip(np.searchsorted(xs, x, side="right") - 1, 0, self.ruled.col_count - 1)
        row = np.clip(np.searchsorted(ys, y, side="right") - 1, 0, self.ruled.row_count - 1)
        found: NDArray[np.int64] = np.where(is_inside, self.owner[row, col], -1)
        return found

    def cell_box(self, index: int) -> Box:
        """Return a cell's border in reading coordinates."""
        span, ruled = self.spans[index], self.ruled
        return Box(
            ruled.x_edges[span.col],
            ruled.y_edges[span.row + span.row_span],
            ruled.x_edges[span.col + span.col_span],
            ruled.y_edges[span.row],
        )

    def cell_lines(self, index: int) -> list[PrintedLine]:
        """Return a cell's printed lines, top to bottom."""
        return group_lines(self.contents[index])


@dataclass(frozen=True, eq=False)
class PlacedPage:
    """A page's grids, top to bottom, and the characters outside all of them."""

    grids: tuple[PlacedGrid, ...]
    outside: tuple[Glyph, ...]

    @cached_property
    def outside_lines(self) -> list[PrintedLine]:
        """The lines that the characters outside all grids form, top to bottom."""
        return group_lines(self.outside)

    def find(self, glyphs: Sequence[Glyph]) -> list[Place | None]:
        """Return for each character which grid and which of its cells it lies in; None if outside."""
        if not self.grids or not glyphs:
            return [None] * len(glyphs)
        boxes = np.array([glyph[1:5] for glyph in glyphs])
        return self._find((boxes[:, :2] + boxes[:, 2:]) / 2)

    def find_points(self, points: Sequence[tuple[float, float]]) -> list[Place | None]:
        """Return for each point where it lies: of grids inside one another, in the innermost."""
        return self._find(np.array(points)) if points else []

    def _find(self, points: NDArray[np.float64]) -> list[Place | None]:
        found: list[Place | None] = [None] * len(points)
        # The smallest grid speaks last.
        for number in sorted(range(len(self.grids)), key=lambda n: -_area(self.grids[n].ruled.box)):
            cells = self.grids[number].cells_at(points)
            inside = np.flatnonzero(cells >= 0)
            for index, cell in zip(inside.tolist(), cells[inside].tolist(), strict=True):
                found[index] = (number, cell)
        return found


def place(ruled: Sequence[RuledGrid], glyphs: Sequence[Glyph]) -> PlacedPage:
    """Return the characters in their cells. A frame around text, or a grid that holds no character, is no table."""
    candidates = [grid for grid in ruled if grid.row_count * grid.col_count > 1]
    page = _place_all(candidates, glyphs)
    kept = [grid.ruled for grid in page.grids if len(grid.spans) > 1 and any(grid.contents)]
    return page if len(kept) == len(candidates) else _place_all(kept, glyphs)


def empty_page(ruled: Sequence[RuledGrid]) -> PlacedPage:
    """Return the grids without characters, to ask which cell a point lies in."""
    return _place_all([grid for grid in ruled if grid.row_count * grid.col_count > 1], ())


def _place_all(ruled: Sequence[RuledGrid], glyphs: Sequence[Glyph]) -> PlacedPage:
    empty = [_empty(grid) for grid in sorted(ruled, key=lambda grid: -grid.y_edges[0])]
    finder = PlacedPage(tuple(empty), ())
    contents: list[list[list[Glyph]]] = [[[] for _ in grid.spans] for grid in empty]
    outside: list[Glyph] = []
    for glyph, found in zip(glyphs, finder.find(glyphs), strict=True):
        (contents[found[0]][found[1]] if found else outside).append(glyph)
    filled = tuple(
        PlacedGrid(grid.ruled, grid.spans, grid.owner, tuple(tuple(cell) for cell in cells))
        for grid, cells in zip(empty, contents, strict=True)
    )
    return PlacedPage(filled, tuple(outside))


def _empty(ruled: RuledGrid) -> PlacedGrid:
    spans = tuple(merged_spans(ruled))
    owner = [[0] * ruled.col_count for _ in range(ruled.row_count)]
    for index, span in enumerate(spans):
        for row in range(span.row, span.row + span.row_span):
            for col in range(span.col, span.col + span.col_span):
                owner[row][col] = index
    return PlacedGrid(ruled, spans, np.array(owner, np.int64), tuple(() for _ in spans))


def make_grid(
    placed: PlacedGrid, page_no: int, ordinal: int, engine: Engine, to_displayed: Affine, cut: Container[int] = ()
) -> Grid:
    """Return the grid that is handed on, its boxes on the displayed page; ``cut`` are its cells with a figure cut short."""
    return Grid(
        page_no=page_no,
        ordinal=ordinal,
        engine=engine,
        row_count=placed.ruled.row_count,
        col_count=placed.ruled.col_count,
        box=to_displayed.box(placed.ruled.box),
        cells=tuple(_make_cell(placed, index, to_displayed, index in cut) for index in range(len(placed.spans))),
        column_edges=placed.ruled.x_edges,
    )


def _make_cell(placed: PlacedGrid, index: int, to_displayed: Affine, is_cut: bool) -> GridCell:
    span, box, lines = placed.spans[index], placed.cell_box(index), placed.cell_lines(index)
    said = [line.raw_and_text() for line in lines]
    texts = [text for _, text in said]
    # Whether the last line is full, nobody asks.
    are_full = [_is_full(line, box.x1 - box.x0) for line in lines[:-1]]
    return GridCell(
        row=span.row,
        col=span.col,
        row_span=span.row_span,
        col_span=span.col_span,
        text=join_lines(texts, are_full),
        text_raw="\n".join([raw for raw, _ in said]),
        box=to_displayed.box(box),
        text_lines=tuple(texts),
        ocr_confidence=_confidence(placed.contents[index]),
        indent_points=round(lines[0].glyphs[0].x0 - box.x0, 1) if lines else None,
        is_cut=is_cut,
    )


def make_text_lines(lines: Sequence[PrintedLine], to_displayed: Affine) -> tuple[TextLine, ...]:
    """Return the lines that are handed on, their boxes on the displayed page."""
    return tuple(TextLine(line.text, to_displayed.box(line.box)) for line in lines)


def _confidence(glyphs: Sequence[Glyph]) -> float | None:
    """Return OCR's confidence in its worst character; None if the file names every character, or there is none."""
    return min((glyph.confidence for glyph in glyphs if glyph.confidence is not None), default=None)


def _is_full(line: PrintedLine, width: float) -> bool:
    box = line.box
    return width - (box.x1 - box.x0) < _FULL_LINE_EM * line.em


def _area(box: Box) -> float:
    return (box.x1 - box.x0) * (box.y1 - box.y0)

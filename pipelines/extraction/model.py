"""What extraction hands to reports: pages, grids and text lines of one document.

Belongs here: plain values, no behaviour beyond look-ups. Coordinates are PDF points on the page *as displayed* (after
/Rotate), origin at the bottom left, so that a box can be drawn on the rendered page as it is. Rows and columns of a
grid count from 0; pages from 1. Text is normalised (``extraction.text``) except in ``text_raw``.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal

Engine = Literal["none", "vector", "raster", "ocr"]
PageTextLayer = Literal["born_digital", "scanned", "blank"]
#: By the plain operators of a page's content, or, where these were not plain or broken, by the library's own interpreter.
SecondWay = Literal["operators", "interpreter"]
#: doubtful: all that is amiss lies within single cells, which are marked; fails: the page's tables can't be stood behind.
ConservationStatus = Literal["holds", "doubtful", "fails", "not_applicable"]


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle in points on the displayed page, origin bottom left."""

    x0: float
    y0: float
    x1: float
    y1: float


@dataclass(frozen=True, slots=True)
class TextLine:
    """A line of text that stands outside every grid; lines of a page come in reading order."""

    text: str
    box: Box


@dataclass(frozen=True, slots=True)
class GridCell:
    """A cell with its span; merged cells appear once, at their top-left position."""

    row: int
    col: int
    row_span: int
    col_span: int
    text: str
    text_raw: str
    box: Box
    ocr_confidence: float | None = None
    #: Lines of the cell as printed (normalised), for readers that need the wraps.
    text_lines: tuple[str, ...] = ()
    #: How far right of the cell's left border its first line begins, in points; None if it prints nothing.
    indent_points: float | None = None
    #: True if its figure goes on with a character that the file holds and the page does not show.
    is_cut: bool = False
    #: What is amiss with the cell's figures, by conservation; None if nothing is.
    doubt: str | None = None


@dataclass(frozen=True, slots=True)
class Grid:
    """One ruled table on one page. ``cells`` cover the grid without overlap, sorted by row then column."""

    page_no: int
    ordinal: int
    engine: Engine
    row_count: int
    col_count: int
    box: Box
    cells: tuple[GridCell, ...]
    #: x positions of the col_count + 1 column boundaries, ascending: joins pages whose columns are the same.
    column_edges: tuple[float, ...]

    def rows(self) -> Iterator[tuple[GridCell, ...]]:
        """Yield the cells that start in each row, row by row."""
        by_row: dict[int, list[GridCell]] = {}
        for cell in self.cells:
            by_row.setdefault(cell.row, []).append(cell)
        for row in range(self.row_count):
            yield tuple(by_row.get(row, ()))


@dataclass(frozen=True, slots=True)
class CellDoubt:
    """What is amiss with the figures of one cell, which stands in row and column of a grid of the page."""

    grid_ordinal: int
    row: int
    col: int
    problem: str


@dataclass(frozen=True, slots=True)
class Conservation:
    """Whether the page's figures, read independently of the tables, are all accounted for."""

    status: ConservationStatus
    figures_on_page: int = 0
    figures_in_cells: int = 0
    figures_outside: int = 0
    #: All that is amiss, in words.
    problems: tuple[str, ...] = ()
    #: Those of the problems that lie within one cell.
    doubts: tuple[CellDoubt, ...] = ()


@dataclass(frozen=True, slots=True)
class ExtractedPage:
    """One page: geometry, grids top to bottom, text lines outside grids, and the conservation result."""

    page_no: int
    width: float
    height: float
    rotation: int
    text_layer: PageTextLayer
    engine: Engine
    grids: tuple[Grid, ...]
    text_lines: tuple[TextLine, ...]
    conservation: Conservation
    #: How the page's figures were read a second time (``second_reading``); None if they were not.
    second_reading: SecondWay | None = None


@dataclass(frozen=True, slots=True)
class ExtractedDocument:
    """All pages of one document; ``document_id`` is the SHA-256 of its bytes."""

    document_id: str
    pages: tuple[ExtractedPage, ...] = field(repr=False)

"""Laying a table out over pages: row heights, page breaks, cells broken over a page.

Belongs here: which rows and which lines of a cell stand on which page. Lines of a cell that don't fit its piece on one
page run on in its piece on the next, as word processors do.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from specimens.typeset.describe import Grid, GridCell, cells_of
from specimens.typeset.wrapping import wrap

PADDING = 2.2
LINE_SPACING = 1.28


@dataclass(frozen=True, slots=True)
class Type:
    """Font name and size of a table."""

    font: str
    size: float

    @property
    def line_height(self) -> float:
        """Points from line to line."""
        return self.size * LINE_SPACING


@dataclass(slots=True)
class Band:
    """A row, or the part of a row, on one page: ``top`` is measured from the top of the page's frame."""

    row: int
    top: float
    height: float
    is_repeat: bool = False


@dataclass(frozen=True, slots=True)
class Piece:
    """The part of a cell on one page: its box (x0, top, x1, bottom; from the frame's top left) and lines."""

    cell: GridCell
    x0: float
    top: float
    x1: float
    bottom: float
    lines: tuple[str, ...]
    is_repeat: bool = False
    #: The cell goes on from the page before, and on the next one.
    goes_on_from: bool = False
    goes_on: bool = False


@dataclass(slots=True)
class Laid:
    """A laid-out grid: per page its bands, then its pieces."""

    pages: list[list[Band]] = field(default_factory=list)
    pieces: list[list[Piece]] = field(default_factory=list)

    @property
    def last_bottom(self) -> float:
        """Where the table ends on its last page."""
        return max(band.top + band.height for band in self.pages[-1])


@dataclass(frozen=True, slots=True)
class Breaks:
    """What breaks the table over pages beside lack of room."""

    before_rows: frozenset[int] = frozenset()
    split_rows: Mapping[int, int] = field(default_factory=dict)
    #: How many lines of a cell of such a row stand above the break, by row and column; else as many as have room.
    lines_above: Mapping[tuple[int, int], int] = field(default_factory=dict)
    may_split: bool = False
    repeated_header_rows: int = 0
    #: Where the table goes on, on every later page.
    later_top: float = 0.0


def lay_out(
    grid: Grid, edges: Sequence[float], kind: Type, first_top: float, frame_height: float, breaks: Breaks
) -> Laid:
    """Place a grid whose column boundaries are ``edges``; the first page has room from ``first_top`` down."""
    cells = cells_of(grid)
    lines = {
        (cell.row, cell.col): wrap(
            cell.text, kind.font, kind.size, edges[cell.col + cell.col_span] - edges[cell.col] - 2 * PADDING
        )
        for cell in cells
    }
    heights = _row_heights(len(grid), cells, lines, kind)
    laid = Laid()
    laid.pages = _paginate(heights, kind, first_top, frame_height, breaks)
    laid.pieces = [[] for _ in laid.pages]
    for cell in cells:
        _place(cell, lines[cell.row, cell.col], edges, kind, laid, breaks)
    return laid


def _row_heights(
    row_count: int, cells: Sequence[GridCell], lines: Mapping[tuple[int, int], list[str]], kind: Type
) -> list[float]:
    def needed(cell: GridCell) -> float:
        return max(1, len(lines[cell.row, cell.col])) * kind.line_height + 2 * PADDING

    heights = [kind.line_height + 2 * PADDING] * row_count
    for cell in cells:
        if cell.row_span == 1:
            heights[cell.row] = max(heights[cell.row], needed(cell))
    for cell in cells:
        if cell.row_span > 1:
            rows = range(cell.row, cell.row + cell.row_span)
            lack = needed(cell) - sum(heights[row] for row in rows)
            if lack > 0:
                for row in rows:
                    heights[row] += lack / cell.row_span
    return heights


def _paginate(
    heights: Sequence[float], kind: Type, first_top: float, frame_height: float, breaks: Breaks
) -> list[list[Band]]:
    pages: list[list[Band]] = [[]]
    top = first_top

    def new_page() -> None:
        nonlocal top
        pages.append([])
        top = breaks.later_top
        for row in range(breaks.repeated_header_rows):
            pages[-1].append(Band(row, top, heights[row], is_repeat=True))
            top += heights[row]

    for row, height in enumerate(heights):
        remaining = height
        if row in breaks.before_rows and pages[-1]:
            new_page()
        if row in breaks.split_rows:
            part = breaks.split_rows[row] * kind.line_height + 2 * PADDING
            pages[-1].append(Band(row, top, part))
            # A cell of one line may stand below the break.
            remaining = max(height - part, kind.line_height) + 2 * PADDING
            new_page()
        while top + remaining > frame_height:
            room = int((frame_height - top - 2 * PADDING) / kind.line_height)
            if breaks.may_split and room >= 1 and remaining > 2 * kind.line_height + 2 * PADDING:
                part = room * kind.line_height + 2 * PADDING
                pages[-1].append(Band(row, top, part))
                remaining = remaining - part + 2 * PADDING
            elif top <= breaks.later_top and len(pages) > 1:
                raise ValueError(f"row {row} is higher than a page and may not be split")
            new_page()
        pages[-1].append(Band(row, top, remaining))
        top += remaining
    return pages


def _place(cell: GridCell, lines: list[str], edges: Sequence[float], kind: Type, laid: Laid, breaks: Breaks) -> None:
    rows = range(cell.row, cell.row + cell.row_span)
    rest = list(lines)
    spots = [
        (page, [band for band in bands if band.row in rows and not band.is_repeat])
        for page, bands in enumerate(laid.pages)
    ]
    spots = [(page, bands) for page, bands in spots if bands]
    for position, (page, bands) in enumerate(spots):
        top, bottom = bands[0].top, bands[-1].top + bands[-1].height
        room = max(1, int((bottom - top - 2 * PADDING) / kind.line_height + 0.01))
        if position == 0:
            room = breaks.lines_above.get((cell.row, cell.col), room)
        is_last = position == len(spots) - 1
        here, rest = (rest, []) if is_last else (rest[:room], rest[room:])
        piece = _piece(cell, edges, top, bottom, here)
        laid.pieces[page].append(replace(piece, goes_on_from=position > 0, goes_on=not is_last))
    if cell.row < breaks.repeated_header_rows:
        for page, bands in enumerate(laid.pages):
            repeats = [band for band in bands if band.is_repeat and band.row in rows]
            if repeats:
                piece = _piece(cell, edges, repeats[0].top, repeats[-1].top + repeats[-1].height, lines, is_repeat=True)
                laid.pieces[page].append(piece)


def _piece(
    cell: GridCell, edges: Sequence[float], top: float, bottom: float, lines: Sequence[str], is_repeat: bool = False
) -> Piece:
    return Piece(cell, edges[cell.col], top, edges[cell.col + cell.col_span], bottom, tuple(lines), is_repeat)

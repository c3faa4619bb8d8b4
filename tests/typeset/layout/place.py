"""A paginated grid on paper: boxes, rules and lines of text, and the cells that tests compare with.

Belongs here: points. Which strip goes to which page is `paginate.py`; what a page is, `page.py`.
"""

from __future__ import annotations

from collections import defaultdict

from tests.typeset.cells import Box, Fragment, TypesetCell
from tests.typeset.fonts import width
from tests.typeset.layout.bands import Piece, Strips
from tests.typeset.layout.columns import is_figure
from tests.typeset.layout.page import Page, PlacedText
from tests.typeset.layout.paginate import heights_of, shares
from tests.typeset.looks import Look
from tests.typeset.model import Form, GridCell

_ASCENT = 0.88
"""How far the top of an em stands above the baseline, in ems."""


class GridOnPaper:
    """A grid being put on pages, one call of `put` a page."""

    def __init__(self, strips: Strips, pages: list[list[int]], look: Look, left: float, repeats: bool) -> None:
        """`left` is where the grid begins on each page; `repeats` prints header rows again."""
        self._strips = strips
        self._pages = pages
        self._look = look
        self._left = left
        self._repeats = repeats
        self._fragments: dict[GridCell, list[Fragment]] = defaultdict(list)
        self._again: dict[GridCell, list[Fragment]] = defaultdict(list)

    def put(self, number: int, page: Page, top: float) -> float:
        """Put the grid's part number `number` on a page from `top` down; gives the height used."""
        strips = self._strips
        y = top
        if number and self._repeats and self._pages[number]:
            heads = [i for i, band in enumerate(strips.bands) if band.row < strips.form.header_rows]
            tops, y = self._tops(heads, y)
            for piece in strips.pieces:
                if piece.cell.row < strips.form.header_rows:
                    self._again[piece.cell].append(self._draw(piece, piece.lines, tops, page))
        tops, y = self._tops(self._pages[number], y)
        for piece in strips.pieces:
            parts = heights_of(strips, piece, self._pages)
            lines = shares(strips, piece, [height for _, height in parts])
            for (part_page, _), part_lines in zip(parts, lines, strict=True):
                if part_page == number:
                    self._fragments[piece.cell].append(self._draw(piece, part_lines, tops, page))
        return top - y

    def cells(self, table_no: int, form_no: int) -> list[TypesetCell]:
        """The cells put on paper, row by row."""
        return [
            TypesetCell(
                table_no,
                form_no,
                cell.row,
                cell.col,
                cell.row_span,
                cell.col_span,
                cell.text,
                tuple(self._fragments[cell]),
                tuple(self._again[cell]),
            )
            for cell in self._strips.form.cells
        ]

    def _tops(self, indexes: list[int], y: float) -> tuple[dict[int, tuple[float, float]], float]:
        tops: dict[int, tuple[float, float]] = {}
        for index in indexes:
            below = round(y - self._strips.bands[index].height, 3)
            tops[index] = (y, below)
            y = below
        return tops, y

    def _draw(self, piece: Piece, lines: list[str], tops: dict[int, tuple[float, float]], page: Page) -> Fragment:
        inside = [tops[i] for i in range(piece.first, piece.last + 1) if i in tops]
        cell, left = piece.cell, self._strips.left
        x0, x1 = round(self._left + left[cell.col], 3), round(self._left + left[cell.last_col + 1], 3)
        box = Box(x0, inside[-1][1], x1, inside[0][0])
        page.rule_box(box)
        size, face = self._strips.size, self._look.table_face
        leading = self._strips.leading
        y = (box.y0 + box.y1) / 2 + len(lines) * leading / 2
        how = alignment(self._strips.form, cell)
        for line in lines:
            room = x1 - x0 - 2 * self._look.cell_padding - width(face, line, size)
            x = x0 + self._look.cell_padding + {"l": 0.0, "c": room / 2, "r": room}[how]
            baseline = y - (leading - size) / 2 - _ASCENT * size
            page.texts.append(PlacedText(round(x, 3), round(baseline, 3), line, face, size))
            y -= leading
        return Fragment(page.number, box, "".join(lines))


def alignment(form: Form, cell: GridCell) -> str:
    """`l`, `c` or `r`: header cells centred, others as described, else long text left and the rest centred."""
    if cell.row < form.header_rows or "总" in cell.text and "计" in cell.text and not is_figure(cell.text):
        return "c"
    if form.align:
        return form.align[cell.col]
    return "l" if len(cell.text) > 20 else "c"

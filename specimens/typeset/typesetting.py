"""Typesetting: a described report in a look, as a PDF and the cells it contains.

Belongs here: the order of things on pages. How a grid breaks is in ``layout``, how it is drawn in ``draw``.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

from specimens.typeset.cells import Fragment, TypesetCell
from specimens.typeset.describe import GridCell, Report, TableBlock, TextBlock
from specimens.typeset.draw import LANDSCAPE, PORTRAIT, ROTATED, PageShape, Pen
from specimens.typeset.fonts import register_font
from specimens.typeset.layout import Breaks, Type, lay_out
from specimens.typeset.looks import LOOKS, Look
from specimens.typeset.scan import scan
from specimens.typeset.wrapping import wrap

TITLE_SIZE, SMALL_SIZE = 14.0, 9.5
TEXT_LEADING = 1.65
#: A money column of the look with wrapped figures is this wide, in points: eight digits at 7.5 points.
NARROW_COLUMN = 36.0
FORM_GAP = 18.0


@dataclass(frozen=True, slots=True)
class Typeset:
    """A PDF, the cells it contains, and how many pages it has."""

    pdf: bytes
    cells: tuple[TypesetCell, ...]
    pages: int


def typeset(report: Report, look: Look, pages: Sequence[int] | None = None, characters: str = "") -> Typeset:
    """Typeset a report; ``pages`` limits a scanned look to some pages (cells then have the new page numbers).

    ``characters`` beside the report's own, in every report alike, save making the font anew for each.
    """
    if look.is_scanned:
        plain = typeset(report, LOOKS["reference"])
        chosen = list(pages) if pages is not None else list(range(1, plain.pages + 1))
        return Typeset(scan(plain.pdf, chosen), _renumber(plain.cells, chosen), len(chosen))
    font = register_font(look.font, _all_text(report, look) + characters)
    setter = _Setter(report, look, Pen(look, font, report.title))
    return setter.set()


def _renumber(cells: Sequence[TypesetCell], chosen: Sequence[int]) -> tuple[TypesetCell, ...]:
    new_number = {old: new for new, old in enumerate(chosen, start=1)}
    kept = []
    for cell in cells:
        if all(fragment.page_no in new_number for fragment in cell.fragments):
            fragments = tuple(Fragment(new_number[f.page_no], f.box, f.text) for f in cell.fragments)
            kept.append(
                TypesetCell(
                    cell.table_no, cell.form_no, cell.row, cell.col, cell.row_span, cell.col_span, cell.text, fragments
                )
            )
    return tuple(kept)


def _all_text(report: Report, look: Look) -> str:
    parts = [look.page_number, "0123456789", report.title]
    for block in report.blocks:
        if isinstance(block, TextBlock):
            parts += [line for page in block.pages for line in page]
        else:
            parts += [block.number_line, block.title, block.unit, block.dateline, block.note]
            parts += [text for grid in block.grids for row in grid for text in row]
    return "".join(parts)


class _Setter:
    """Puts the blocks of one report on pages; ``top`` is where the next thing goes, from the frame's top."""

    def __init__(self, report: Report, look: Look, pen: Pen) -> None:
        self.report, self.look, self.pen = report, look, pen
        self.top = 0.0
        self.cells: list[TypesetCell] = []

    def set(self) -> Typeset:
        for block in self.report.blocks:
            if isinstance(block, TextBlock):
                self._text(block)
            else:
                self._table(block)
        return Typeset(self.pen.finish(), tuple(self.cells), self.pen.page_no)

    def _text(self, block: TextBlock) -> None:
        size = self.look.text_font_size
        for page in block.pages:
            self.pen.new_page(PORTRAIT)
            self.top = 0.0
            for number, line in enumerate(page):
                is_heading = number == 0 and line.startswith("第")
                for part in wrap(line, self.pen.font, size, self.pen.shape.frame_width):
                    if self.top + size > self.pen.shape.frame_height:
                        self.pen.new_page(PORTRAIT)
                        self.top = 0.0
                    self.pen.text(part, size + (2 if is_heading else 0), self.top, "centre" if is_heading else "left")
                    self.top += size * TEXT_LEADING

    def _shape(self, block: TableBlock) -> PageShape:
        if self.look.is_rotated:
            return ROTATED
        return LANDSCAPE if block.is_landscape else PORTRAIT

    def _table(self, block: TableBlock) -> None:
        shape = self._shape(block)
        kind = Type(self.pen.font, self.look.table_font_size)
        if block.is_title_on_page_before and self._heads_at_the_foot(block, kind):
            self.pen.new_page(shape)
            self.top = 0.0
        else:
            self._begin(block, shape, kind)
            self._heading(block, kind)
        for form_no in range(1, len(block.grids) + 1):
            self._grid(block, form_no, shape, kind)
        if block.note:
            self.top += 3
            self.pen.text(block.note, SMALL_SIZE, self.top)
            self.top += SMALL_SIZE * 1.5

    def _begin(self, block: TableBlock, shape: PageShape, kind: Type) -> None:
        """Go to where the table begins: below what stands before, or on a new page."""
        title = wrap(block.title, kind.font, TITLE_SIZE, shape.frame_width)
        room_needed = len(title) * TITLE_SIZE * 1.4 + 80
        fits = self.top + room_needed <= self.pen.shape.frame_height
        if not (block.is_on_same_page and self.pen.shape == shape and self.pen.page_no and fits):
            self.pen.new_page(shape)
            self.top = 0.0
        else:
            self.top += FORM_GAP if self.top else 0.0

    def _heading(self, block: TableBlock, kind: Type) -> None:
        """Number, title and unit from ``top`` down."""
        if block.number_line:
            self.pen.text(block.number_line, SMALL_SIZE, self.top)
            self.top += SMALL_SIZE * 1.5
        for line in wrap(block.title, kind.font, TITLE_SIZE, self.pen.shape.frame_width):
            self.pen.text(line, TITLE_SIZE, self.top, "centre")
            self.top += TITLE_SIZE * 1.4
        if block.unit or block.dateline:
            self.pen.text(block.unit or block.dateline, SMALL_SIZE, self.top, "right" if block.unit else "left")
            self.top += SMALL_SIZE * 1.5

    def _heading_height(self, block: TableBlock, kind: Type, shape: PageShape) -> float:
        title = wrap(block.title, kind.font, TITLE_SIZE, shape.frame_width)
        small = bool(block.number_line) + bool(block.unit or block.dateline)
        return len(title) * TITLE_SIZE * 1.4 + small * SMALL_SIZE * 1.5

    def _heads_at_the_foot(self, block: TableBlock, kind: Type) -> bool:
        """Put the heading at the foot of the page that is there; False if it has no room for it."""
        height = self._heading_height(block, kind, self.pen.shape)
        top = self.pen.shape.frame_height - height
        if not self.pen.page_no or self.top + FORM_GAP > top:
            return False
        self.top = top
        self._heading(block, kind)
        return True

    def _grid(self, block: TableBlock, form_no: int, shape: PageShape, kind: Type) -> None:
        grid = block.grids[form_no - 1]
        if form_no > 1:
            self.pen.new_page(shape)
            self.top = 0.0
        breaks = Breaks(
            before_rows=self._page_breaks(block, form_no),
            split_rows=block.split_rows if self.look.keeps_page_breaks else {},
            lines_above=block.lines_above,
            may_split=block.may_split_rows,
            repeated_header_rows=block.header_rows if self._repeats_header(block) else 0,
            later_top=self._heading_height(block, kind, shape) if block.repeats_heading else 0.0,
        )
        laid = lay_out(grid, self._edges(block, shape), kind, self.top, shape.frame_height, breaks)
        pieces: dict[tuple[int, int], list[Fragment]] = {}
        owners: dict[tuple[int, int], GridCell] = {}
        for number, page_pieces in enumerate(laid.pieces):
            if number:
                self.pen.new_page(shape)
                if block.repeats_heading:
                    self.top = 0.0
                    self._heading(block, kind)
            if block.header_overhang is not None:
                heads = [piece for piece in page_pieces if piece.cell.row < block.header_rows]
                self.pen.shade(heads, block.header_overhang)
            boxes = self.pen.pieces(
                page_pieces, kind, block.header_rows, block.left_columns, has_open_cuts=block.has_open_cuts
            )
            for piece, box in zip(page_pieces, boxes, strict=True):
                place = (piece.cell.row, piece.cell.col)
                owners[place] = piece.cell
                if not piece.is_repeat:
                    pieces.setdefault(place, []).append(Fragment(self.pen.page_no, box, "".join(piece.lines)))
        self.top = laid.last_bottom
        for place, fragments in sorted(pieces.items()):
            cell = owners[place]
            self.cells.append(
                TypesetCell(
                    block.table_no,
                    form_no,
                    cell.row,
                    cell.col,
                    cell.row_span,
                    cell.col_span,
                    cell.text,
                    tuple(fragments),
                )
            )

    def _repeats_header(self, block: TableBlock) -> bool:
        return self.look.repeats_header if block.repeats_header is None else block.repeats_header

    def _page_breaks(self, block: TableBlock, form_no: int) -> frozenset[int]:
        if not self.look.keeps_page_breaks:
            return frozenset()
        return block.form_page_breaks_before_rows.get(form_no, block.page_breaks_before_rows)

    def _edges(self, block: TableBlock, shape: PageShape) -> list[float]:
        total = sum(block.widths)
        widths = [shape.frame_width * width / total for width in block.widths]
        if self.look.wraps_figures and block.table_no <= 13:
            widths = [
                min(width, NARROW_COLUMN) if self._is_money(block, col) else width for col, width in enumerate(widths)
            ]
        return [0.0, *accumulate(widths)]

    def _is_money(self, block: TableBlock, col: int) -> bool:
        texts = [row[col] for grid in block.grids for row in grid[block.header_rows :]]
        return any(text.replace(",", "").replace(".", "").isdigit() and "." in text for text in texts)

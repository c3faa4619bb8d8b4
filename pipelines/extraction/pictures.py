"""Tables that stand on a page of text as pictures: screenshots and scanned sheets between typed paragraphs.

Belongs here: telling a picture of a table from a chart or a seal, and putting what OCR reads there beside the typed text.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import pypdfium2 as pdfium

from pipelines.extraction.glyphs import Glyph, PageGlyphs
from pipelines.extraction.lattice import RuledGrid, Segment, read_segments
from pipelines.extraction.model import Box
from pipelines.extraction.scanned import read_scan
from pipelines.extraction.scanned_rules import find_rules
from pipelines.pdf.render import render

#: A smaller picture (share of the page) is a seal or a logo; the smallest table of figures is larger.
_SMALLEST_PICTURE = 0.05
_SMALLEST_GRID = 0.02
#: A chart's frame and lines make no grid of so many rows and columns.
_FEWEST_ROWS, _FEWEST_COLUMNS = 2, 2
_FEWEST_PIECES = 6
#: A table that is typed has a character in most cells; one that is a picture has next to none.
_TYPED_SHARE = 0.25
_DPI = 110


@dataclass(frozen=True, slots=True)
class PictureTables:
    """Tables read off pictures: their grids, and the characters that OCR read inside them."""

    grids: list[RuledGrid]
    glyphs: tuple[Glyph, ...]


def find_picture_tables(page: pdfium.PdfPage, glyphs: PageGlyphs, pictures: Sequence[Segment]) -> list[Box]:
    """Return where a page shows ruled tables that are pictures; ``pictures`` are the boxes of all its pictures."""
    width, height = glyphs.reading_size
    large = [box for box in pictures if _area(box) >= _SMALLEST_PICTURE * width * height]
    if not large:
        return []
    picture = render(page, glyphs.turns, _DPI)
    horizontal, vertical = find_rules(picture, width / picture.shape[1])
    found: list[Box] = []
    for box in large:
        inside = [[rule for rule in rules if _is_in(rule, box)] for rules in (horizontal, vertical)]
        for grid in read_segments(inside[0], inside[1], (width, height)):
            if _is_table(grid, width * height) and not _is_typed(grid, glyphs.glyphs):
                found.append(grid.box)
    return found


def read_picture_tables(page: pdfium.PdfPage, glyphs: PageGlyphs, boxes: Sequence[Box]) -> PictureTables | None:
    """Return what OCR reads in these boxes; None if the page's pictures stand another way up than its text."""
    scan = read_scan(page, glyphs.width, glyphs.height)
    if scan.turns != glyphs.turns:
        return None
    return PictureTables(
        [grid for grid in scan.ruled if any(_holds(box, *_middle(grid.box)) for box in boxes)],
        tuple(glyph for glyph in scan.glyphs if any(_holds(box, glyph.middle_x, glyph.middle_y) for box in boxes)),
    )


def _is_table(grid: RuledGrid, page_area: float) -> bool:
    return (
        grid.row_count >= _FEWEST_ROWS
        and grid.col_count >= _FEWEST_COLUMNS
        and grid.row_count * grid.col_count >= _FEWEST_PIECES
        and (grid.box.x1 - grid.box.x0) * (grid.box.y1 - grid.box.y0) >= _SMALLEST_GRID * page_area
    )


def _is_typed(grid: RuledGrid, glyphs: Sequence[Glyph]) -> bool:
    inside = sum(_holds(grid.box, glyph.middle_x, glyph.middle_y) for glyph in glyphs)
    return inside >= _TYPED_SHARE * grid.row_count * grid.col_count


def _is_in(rule: Segment, box: Segment) -> bool:
    return _holds(Box(*box), (rule[0] + rule[2]) / 2, (rule[1] + rule[3]) / 2)


def _holds(box: Box, x: float, y: float) -> bool:
    return box.x0 <= x <= box.x1 and box.y0 <= y <= box.y1


def _middle(box: Box) -> tuple[float, float]:
    return (box.x0 + box.x1) / 2, (box.y0 + box.y1) / 2


def _area(box: Segment) -> float:
    return (box[2] - box[0]) * (box[3] - box[1])

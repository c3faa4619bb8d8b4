"""One page: which way to read it, and the best reading kept.

Belongs here: the decision, page by page. Rules drawn by the PDF first (fast); the page as a picture where that leaves a
promised table unread or a figure unaccounted for; OCR where there is no text, or where the page shows other figures than its text
says. The result says which it was.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import cache

import pypdfium2 as pdfium

from pipelines.extraction.cells import make_grid, make_text_lines, place
from pipelines.extraction.conservation import check_conservation
from pipelines.extraction.cut_figures import cut_cells
from pipelines.extraction.figures import count_figure_rows
from pipelines.extraction.geometry import quarter_turns
from pipelines.extraction.glyphs import Glyph, PageGlyphs, read_glyphs, without_left_out
from pipelines.extraction.lattice import RuledGrid, Segment, read_raster, read_segments
from pipelines.extraction.model import Box, CellDoubt, Conservation, Engine, ExtractedPage, Grid, PageTextLayer
from pipelines.extraction.note_marks import without_note_marks
from pipelines.extraction.open_tables import find_open_tables
from pipelines.extraction.pictures import find_picture_tables, read_picture_tables
from pipelines.extraction.sampled_figures import PictureSample
from pipelines.extraction.scanned import read_scan
from pipelines.extraction.second_reading import SecondReader
from pipelines.extraction.shapes import read_drawn
from pipelines.extraction.true_digits import DigitProof
from pipelines.extraction.white_rules import without_idle_rules
from pipelines.pdf.ocr import needs_ocr
from pipelines.pdf.render import render

_RASTER_DPI = 200
#: A page that draws this many shapes or pictures may show a table whose rules are not drawn as rules; a header and a footer
#: rule, or a seal, are fewer.
_MIN_DRAWN = 4
#: Two rows of a few columns take this share of a page.
_SMALLEST_TABLE_SHARE = 0.02
#: Another reading of a page is no better if it leaves more than a tenth of the figures outside of tables.
_AS_MUCH = 0.9
#: A figure that stands in one cell with the text before it.
_GLUED = re.compile(r"[\u4e00-\u9fff)）] -?\d[\d,.]*\d")
#: Raster readings that are tried, in order: Camelot's usual line length, then shorter rules, then small gaps closed.
_RASTER_OPTIONS: tuple[dict[str, int], ...] = (
    {"line_scale": 40},
    {"line_scale": 60, "iterations": 1, "erode_iterations": 1},
    {"line_scale": 15},
)


@dataclass(frozen=True, slots=True)
class _Reading:
    page: ExtractedPage
    #: Fewer is better: figures unaccounted for.
    problem_count: int


def read_page(
    page: pdfium.PdfPage, page_no: int, again: SecondReader, digits: DigitProof, sample: PictureSample
) -> ExtractedPage:
    """Return one page, read the best way; raises what the PDF libraries raise for a page they cannot take.

    ``again``, ``digits`` and ``sample`` are the document's, the same for all its pages.
    """
    glyphs = without_note_marks(read_glyphs(page, again.has_layers))
    # What a person sees is the truth: where a font says other digits than it draws, the picture is read.
    if needs_ocr(page, len(glyphs.glyphs)) or digits.is_page_false(page, page_no, glyphs):
        return _read_scanned(page, page_no, glyphs)
    read = _read_typed(page, page_no, glyphs, again)
    shown = sample.hold_against_picture(page, read, glyphs, digits.font)
    if shown.is_false:
        return _read_scanned(page, page_no, glyphs)
    return _with_more_doubts(read, shown.doubts) if shown.doubts else read


def _read_typed(page: pdfium.PdfPage, page_no: int, glyphs: PageGlyphs, again: SecondReader) -> ExtractedPage:
    """Return a page whose text is believed."""
    if not glyphs.glyphs:
        return _page(page_no, glyphs, "blank", Conservation("not_applicable"))
    drawn = read_drawn(page, glyphs.user_to_reading, glyphs.reading_size)
    horizontal, vertical = without_idle_rules(drawn, glyphs.glyphs, glyphs.reading_size)
    ruled = read_segments(horizontal, vertical, glyphs.reading_size)
    shown = find_picture_tables(page, glyphs, drawn.pictures)
    if shown:
        return _read_with_pictures(page, page_no, glyphs, ruled, shown)
    # Most pages print no table, and one that is read two ways is read again once.
    read_again = cache(
        lambda: _on_page(again.figure_glyphs(page_no, glyphs.user_to_reading, glyphs.is_level_only), glyphs)
    )
    best = _read(page_no, glyphs, "vector", ruled, read_again)
    is_unread = not best.page.grids and drawn.telling_count >= _MIN_DRAWN
    if best.problem_count == 0 and not is_unread:
        return best.page
    opened = _read_open_tables(page_no, glyphs, horizontal, ruled, best, read_again)
    if opened is not None:
        return opened.page
    picture = render(page, glyphs.turns, _RASTER_DPI)
    for options in _RASTER_OPTIONS:
        other = _read(page_no, glyphs, "raster", read_raster(picture, glyphs.reading_size, **options), read_again)
        is_better = (
            other.problem_count < best.problem_count
            and _holds_as_much(other.page, best.page)
            and _glued_count(other.page) <= _glued_count(best.page)
        )
        if is_better or (is_unread and not other.problem_count and _shows_table(other.page)):
            best, is_unread = other, False
        if best.problem_count == 0 and not is_unread:
            break
    return best.page


def _on_page(read: Sequence[Glyph], glyphs: PageGlyphs) -> list[Glyph]:
    """Return the characters of a second reading that the page shows: it may be cropped of others."""
    width, height = glyphs.reading_size
    return [glyph for glyph in read if 0 <= glyph.middle_x <= width and 0 <= glyph.middle_y <= height]


def _read_open_tables(
    page_no: int,
    glyphs: PageGlyphs,
    horizontal: list[Segment],
    ruled: Sequence[RuledGrid],
    best: _Reading,
    read_again: Callable[[], Sequence[Glyph]],
) -> _Reading | None:
    """Return the page with its tables that have level rules only, if that leaves nothing unaccounted for."""
    if not best.problem_count:
        return None
    outside = place(ruled, glyphs.glyphs).outside
    found = find_open_tables(horizontal, outside, glyphs.reading_size[0])
    reading = _read(page_no, glyphs, "vector", [*ruled, *found], read_again) if found else None
    return reading if reading is not None and not reading.problem_count else None


def _read_with_pictures(
    page: pdfium.PdfPage, page_no: int, glyphs: PageGlyphs, ruled: Sequence[RuledGrid], shown: Sequence[Box]
) -> ExtractedPage:
    """Return a page of text that shows tables as pictures: OCR reads these, the rest is read as typed."""
    tables = read_picture_tables(page, glyphs, shown)
    if tables is None:
        return _read_scanned(page, page_no, glyphs)
    merged = replace(glyphs, glyphs=(*glyphs.glyphs, *tables.glyphs))
    return _read(page_no, merged, "ocr", [*ruled, *tables.grids]).page


def _read(
    page_no: int,
    glyphs: PageGlyphs,
    engine: Engine,
    ruled: Sequence[RuledGrid],
    read_again: Callable[[], Sequence[Glyph]] | None = None,
) -> _Reading:
    """Return the page with these grids; ``read_again`` gives its figures' characters as another library reads them."""
    placed = place(ruled, glyphs.glyphs)
    cut = cut_cells(placed, glyphs.hidden)
    grids = tuple(
        make_grid(grid, page_no, number + 1, engine, glyphs.reading_to_displayed, {i for n, i in cut if n == number})
        for number, grid in enumerate(placed.grids)
    )
    lines = make_text_lines(placed.outside_lines, glyphs.reading_to_displayed)
    second = without_left_out(read_again(), glyphs.left_out) if grids and read_again is not None else None
    conservation = check_conservation(
        placed, grids, [line.text for line in lines], glyphs.glyphs, glyphs.hidden, second
    )
    page = _page(page_no, glyphs, "born_digital", conservation)
    marked = tuple(_with_doubts(grid, conservation.doubts) for grid in grids)
    page = replace(page, grids=marked, text_lines=lines, engine=engine if grids else "none")
    unread = count_figure_rows(placed.outside_lines) if conservation.problems else 0
    return _Reading(page, len(conservation.problems) + unread)


def _with_doubts(grid: Grid, doubts: Sequence[CellDoubt]) -> Grid:
    """The grid with what is amiss noted in the cells that it concerns."""
    words: dict[tuple[int, int], str] = {}
    for doubt in doubts:
        if doubt.grid_ordinal == grid.ordinal:
            # One is enough: that the cell can't be relied upon.
            words.setdefault((doubt.row, doubt.col), doubt.problem)
    if not words:
        return grid
    return replace(grid, cells=tuple(replace(cell, doubt=words.get((cell.row, cell.col))) for cell in grid.cells))


def _with_more_doubts(page: ExtractedPage, doubts: Sequence[CellDoubt]) -> ExtractedPage:
    """The page with what its picture says against single cells."""
    known = page.conservation
    conservation = replace(
        known,
        status="fails" if known.status == "fails" else "doubtful",
        problems=(*known.problems, *(doubt.problem for doubt in doubts)),
        doubts=(*known.doubts, *doubts),
    )
    grids = tuple(_with_doubts(grid, conservation.doubts) for grid in page.grids)
    return replace(page, grids=grids, conservation=conservation)


def _holds_as_much(other: ExtractedPage, best: ExtractedPage) -> bool:
    """Whether a reading without problems is none because it did not see the table."""
    return other.conservation.figures_in_cells >= _AS_MUCH * best.conservation.figures_in_cells


def _glued_count(page: ExtractedPage) -> int:
    """Count the cells that print a figure behind a text: a reading that lost the rule between them has no problem with either."""
    return sum(_GLUED.search(cell.text) is not None for grid in page.grids for cell in grid.cells)


def _shows_table(page: ExtractedPage) -> bool:
    """Tell whether a page's grids are as large as tables are: strokes of bold characters can look like a little grid."""
    largest = max(((grid.box.x1 - grid.box.x0) * (grid.box.y1 - grid.box.y0) for grid in page.grids), default=0.0)
    return largest >= _SMALLEST_TABLE_SHARE * page.width * page.height


def _page(page_no: int, glyphs: PageGlyphs, text_layer: PageTextLayer, conservation: Conservation) -> ExtractedPage:
    return ExtractedPage(
        page_no=page_no,
        width=glyphs.width,
        height=glyphs.height,
        rotation=glyphs.rotation,
        text_layer=text_layer,
        engine="none",
        grids=(),
        text_lines=(),
        conservation=conservation,
    )


def _read_scanned(page: pdfium.PdfPage, page_no: int, glyphs: PageGlyphs) -> ExtractedPage:
    """Return a page read by OCR, in place of whatever few characters its text layer has."""
    scan = read_scan(page, glyphs.width, glyphs.height)
    back = quarter_turns(scan.turns, glyphs.width, glyphs.height).inverse()
    upright = replace(glyphs, turns=scan.turns, reading_to_displayed=back, glyphs=scan.glyphs, hidden=(), left_out=())
    reading = _read(page_no, upright, "ocr", scan.ruled)
    return replace(reading.page, text_layer="scanned" if scan.glyphs else "blank", engine="ocr")

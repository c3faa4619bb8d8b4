"""A sample of every document's amounts, held against the pictures of their pages whatever the fonts say; more where one differs.

Belongs here: which cells are looked at, and what follows for their page. They are drawn by the document's id, so that the same are
looked at each time; each font that prints amounts gives one, as far as the sample goes. How a picture is read is in
``shown_figures``. That fonts draw the digits they say is proven for all (``true_digits``); the sample sees what no font tells: a
stroke that makes an 8 of a 3, a patch with another digit on it.

One cell that differs is marked and nothing more: OCR may err, and the text stays as it was read. Where more of a page differ, it is
the page that deceives, and others with its fonts are looked at, too.
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

import numpy as np
import pypdfium2 as pdfium

from pipelines.contract.printed_numbers import MONEY_LIKE
from pipelines.extraction.characters import Flags, Floats
from pipelines.extraction.glyphs import Glyph, PageGlyphs, without_left_out
from pipelines.extraction.model import Box, CellDoubt, ExtractedPage, GridCell
from pipelines.extraction.shown_figures import LEAST_MARGIN, Look, PrintedFigure, Verdict, look_at_page

#: A document may have so many figures looked at from the start, and one more for so many pages with amounts: the share of
#: reading's time that this takes is in benchmarks/third_reading.md.
_AT_FIRST, _PAGES_A_FIGURE = 3, 18
#: A font is not asked again that so often had no figure that could be read in the picture, nor is more of so many pages looked at.
_MOST_TRIES = 2
#: So many more cells of a page are looked at where one does not agree, and so many must differ in all for the page to be read as a picture.
_MORE, _FEWEST_FALSE = 8, 2
#: Print so near to a border, in points, would lose a part between the margins of a look.
_NEAR = 2.5
#: Amounts of so many digits, with decimals, tell most.
_LARGE = 5
_AMOUNT = re.compile(rf"[+-]?(?:{MONEY_LIKE})%?")
_DIGITS = frozenset("0123456789０１２３４５６７８９")

Font = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Shown:
    """What a page's picture says against its text: that it is false as a whole, or what is amiss with single cells."""

    is_false: bool = False
    doubts: tuple[CellDoubt, ...] = ()


@dataclass(frozen=True, slots=True)
class _Cell:
    """A cell that prints an amount, and the fonts that print it."""

    ordinal: int
    cell: GridCell
    fonts: frozenset[Font]
    #: The cell's box, widened where its print begins at a border.
    box: tuple[float, float, float, float]

    def figure(self, page_no: int) -> PrintedFigure:
        return PrintedFigure(self.name, page_no, self.cell.text, self.box)

    @property
    def name(self) -> str:
        return f"grid {self.ordinal} row {self.cell.row + 1} column {self.cell.col + 1}"

    def doubt(self, shown: str) -> CellDoubt:
        problem = f"{self.name}: the picture of the page shows {shown}"
        return CellDoubt(self.ordinal, self.cell.row, self.cell.col, problem)


@dataclass(slots=True)
class PictureSample:
    """The sample of one document, over its pages."""

    document_id: str
    #: What came of the figures that were looked at.
    counts: Counter[Verdict] = field(default_factory=Counter)
    #: What may yet be looked at, in pages with amounts.
    _credit: int = _AT_FIRST * _PAGES_A_FIGURE
    _known: set[Font] = field(default_factory=set)
    _tries: Counter[Font] = field(default_factory=Counter)
    #: So many pages had a figure that could not be read in the picture.
    _unread_pages: int = 0
    #: Fonts of pages that were found false.
    _suspects: set[Font] = field(default_factory=set)
    #: The cells that differ, by page number and name.
    _differing: dict[int, dict[str, tuple[_Cell, Look]]] = field(default_factory=dict)
    #: The fonts of the believed pages, by page number.
    _believed: dict[int, frozenset[Font]] = field(default_factory=dict)

    def hold_against_picture(
        self, page: pdfium.PdfPage, read: ExtractedPage, glyphs: PageGlyphs, font_of: Callable[[int], Font]
    ) -> Shown:
        """Look at some amounts of a page that was read, which is still open; ``font_of`` names a font by its address."""
        # A stamp that stands aslant may cross any figure.
        amounts = [] if glyphs.is_level_only else _amounts(read, self.document_id)
        if not amounts:
            return Shown()
        self._credit += 1
        on_page = frozenset(font_of(address) for address in {g.font for g in glyphs.glyphs if g.char in _DIGITS})
        is_drawn = self._credit >= _PAGES_A_FIGURE and self._is_drawn(read.page_no)
        cells: list[_Cell] = []
        chosen: list[_Cell] = []
        if is_drawn or on_page - self._known or on_page & self._suspects:
            cells = _with_fonts(amounts, glyphs, font_of)
            chosen = self._chosen(cells, is_drawn=is_drawn)
            # What prints dates and page numbers is soon not asked for.
            self._try(on_page - _fonts_of(cells))
        looks = self._look(page, read.page_no, chosen, glyphs.turns)
        if self._needs_more(looks):
            asked = {cell.name for cell in chosen}
            fonts = _fonts_of(cell for cell, look in looks if look.verdict != "agrees")
            others = sorted((cell for cell in cells if cell.name not in asked), key=lambda cell: not cell.fonts & fonts)
            looks += self._look(page, read.page_no, others[:_MORE], glyphs.turns)
        # A page may be looked at again, for another of its fonts.
        differing = self._differing.setdefault(read.page_no, {})
        differing |= {cell.name: (cell, look) for cell, look in looks if look.verdict == "differs"}
        if len(differing) >= _FEWEST_FALSE:
            self._suspects |= _fonts_of(cell for cell, _ in differing.values())
            return Shown(is_false=True)
        self._believed[read.page_no] = on_page
        return Shown(doubts=tuple(cell.doubt(look.shown) for cell, look in differing.values()))

    def take_believed_wrongly(self) -> list[int]:
        """Return, once, the numbers of pages that were believed and have fonts of pages that were found false later."""
        found = [page_no for page_no, fonts in self._believed.items() if fonts & self._suspects]
        for page_no in found:
            del self._believed[page_no]
        return found

    def _is_drawn(self, page_no: int) -> bool:
        return _drawn_by(f"{self.document_id} {page_no}") % _PAGES_A_FIGURE == 0

    def _chosen(self, cells: Sequence[_Cell], *, is_drawn: bool) -> list[_Cell]:
        """Return the cells to look at: one of each font that is new, more of those that print false pages, one if the page is drawn."""
        chosen = [cell for cell in cells if cell.fonts & self._suspects][:_MORE]
        seen = _fonts_of(chosen)
        for cell in cells:
            if cell.fonts - self._known - seen and self._credit >= _PAGES_A_FIGURE:
                self._credit -= _PAGES_A_FIGURE
                chosen.append(cell)
                seen |= cell.fonts
        if is_drawn and not chosen and cells:
            self._credit -= _PAGES_A_FIGURE
            chosen.append(cells[0])
        return chosen

    def _look(self, page: pdfium.PdfPage, page_no: int, cells: Sequence[_Cell], turns: int) -> list[tuple[_Cell, Look]]:
        if not cells:
            return []
        looks = list(zip(cells, look_at_page(page, [cell.figure(page_no) for cell in cells], turns), strict=True))
        for cell, look in looks:
            self.counts[look.verdict] += 1
            if look.verdict == "agrees":
                self._known |= cell.fonts
            self._try(cell.fonts)
        return looks

    def _try(self, fonts: frozenset[Font]) -> None:
        self._tries.update(fonts)
        self._known |= {font for font in fonts if self._tries[font] >= _MOST_TRIES}

    def _needs_more(self, looks: Sequence[tuple[_Cell, Look]]) -> bool:
        """Tell whether more of a page must be looked at: print that OCR cannot read in either of two looks is rare, too."""
        verdicts = {look.verdict for _, look in looks}
        if "unread" in verdicts:
            self._unread_pages += 1
        return "differs" in verdicts or ("unread" in verdicts and self._unread_pages <= _MOST_TRIES)


def _amounts(read: ExtractedPage, document_id: str) -> list[tuple[int, GridCell]]:
    """Return the cells whose amount the file itself names and nothing speaks against, in the order of the draw: large ones first."""
    found = [
        (grid.ordinal, cell)
        for grid in read.grids
        for cell in grid.cells
        if cell.ocr_confidence is None and not cell.is_cut and cell.doubt is None and _AMOUNT.fullmatch(cell.text)
    ]
    return sorted(
        found,
        key=lambda item: (
            "." not in item[1].text or sum(char in _DIGITS for char in item[1].text) < _LARGE,
            _drawn_by(f"{document_id} {read.page_no} {item[0]} {item[1].row} {item[1].col}"),
        ),
    )


def _with_fonts(
    amounts: Sequence[tuple[int, GridCell]], glyphs: PageGlyphs, font_of: Callable[[int], Font]
) -> list[_Cell]:
    """Return the cells with the fonts of the digits that stand in them; none whose digits the page shows but in part.

    Nor one with characters that are no text of the page, such as the mark of a note, which the picture shows.
    """
    digits = [glyph for glyph in glyphs.glyphs if glyph.char in _DIGITS]
    marks = without_left_out(glyphs.left_out, glyphs.unseen)
    ink, harmed = _displayed(digits, glyphs), _displayed([*glyphs.hidden, *marks], glyphs)
    is_off = (ink[:, :2] < 0).any(axis=1) | (ink[:, 2] > glyphs.width) | (ink[:, 3] > glyphs.height)
    harmed = np.concatenate((harmed, ink[is_off]))
    addresses = np.array([glyph.font for glyph in digits], np.uint64)
    cells: list[_Cell] = []
    for ordinal, cell in amounts:
        if not _meet(harmed, cell.box).any():
            is_in = _meet((ink + ink[:, [2, 3, 0, 1]]) / 2, cell.box)
            fonts = _fonts(set(addresses[is_in].tolist()), font_of)
            cells.append(_Cell(ordinal, cell, fonts, _room(cell.box, ink[is_in])))
    return cells


def _room(box: Box, ink: Floats) -> tuple[float, float, float, float]:
    """Return where a cell's print is looked for: up to a border that it nearly touches, else not quite so far."""
    if not len(ink):
        return box.x0, box.y0, box.x1, box.y1
    (x0, y0), (x1, y1) = ink[:, :2].min(axis=0).tolist(), ink[:, 2:].max(axis=0).tolist()
    return (
        box.x0 - LEAST_MARGIN * (x0 - box.x0 < _NEAR),
        box.y0 - LEAST_MARGIN * (y0 - box.y0 < _NEAR),
        box.x1 + LEAST_MARGIN * (box.x1 - x1 < _NEAR),
        box.y1 + LEAST_MARGIN * (box.y1 - y1 < _NEAR),
    )


def _displayed(glyphs: Sequence[Glyph], of_page: PageGlyphs) -> Floats:
    """Return where characters have their ink on the displayed page."""
    return of_page.reading_to_displayed.boxes(np.array([glyph[1:5] for glyph in glyphs], np.float64).reshape(-1, 4))


def _meet(boxes: Floats, box: Box) -> Flags:
    """Return which boxes lie in another one at least in part."""
    found: Flags = (boxes[:, 0] <= box.x1) & (boxes[:, 2] >= box.x0) & (boxes[:, 1] <= box.y1) & (boxes[:, 3] >= box.y0)
    return found


def _fonts_of(cells: Iterable[_Cell]) -> frozenset[Font]:
    return frozenset[Font]().union(*(cell.fonts for cell in cells))


def _fonts(addresses: Iterable[int], font_of: Callable[[int], Font]) -> frozenset[Font]:
    return frozenset(font_of(address) for address in addresses)


def _drawn_by(seed: str) -> int:
    return int.from_bytes(hashlib.blake2b(seed.encode(), digest_size=8).digest())

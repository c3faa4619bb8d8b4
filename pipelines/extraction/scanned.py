"""A scanned page: rules from its picture, words from OCR, the same grids out as from a page with text.

Belongs here: the order of steps for such a page, and turning words into characters with a place. The words are made
trustworthy in ``scanned_words``.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass

import pypdfium2 as pdfium

from pipelines.extraction.cells import PlacedPage, empty_page
from pipelines.extraction.characters import UNREADABLE
from pipelines.extraction.glyphs import Glyph
from pipelines.extraction.lattice import RuledGrid, read_segments
from pipelines.extraction.scanned_rules import find_rules
from pipelines.extraction.scanned_words import (
    UNREAD,
    FineLook,
    PixelBox,
    checked_figures,
    words_in_cells,
    words_of_missed_cells,
)
from pipelines.extraction.skew import skew_degrees, turned
from pipelines.pdf.ocr import OcrWord, Picture, read_picture
from pipelines.pdf.render import render

_DPI = 200
#: The second look at figures is taken from a picture of its own, so that it fails in other places than the first.
_FINE_DPI = 300
#: Upright print is read with 0.95 and more on average, print upside down with 0.55 to 0.77.
_LEGIBLE = 0.9
_LONG_WORD = 4
#: OCR's boxes are higher than the font size by about this factor.
_EM_OF_HEIGHT = 0.75


@dataclass(frozen=True, slots=True)
class ScannedPage:
    """What a picture of a page shows: its rules, and characters with the confidence of their word, in points.

    Coordinates are those of the displayed page after ``turns`` quarter turns clockwise, which make it stand upright.
    """

    ruled: list[RuledGrid]
    glyphs: tuple[Glyph, ...]
    turns: int


@dataclass(frozen=True, slots=True)
class _Scale:
    """Pixels from the top left to points from the bottom left."""

    points_per_pixel: float
    height: float

    def x(self, pixel: float) -> float:
        return pixel * self.points_per_pixel

    def y(self, pixel: float) -> float:
        return self.height - pixel * self.points_per_pixel

    def cell_box(self, frame: PlacedPage, place: tuple[int, int]) -> PixelBox:
        box = frame.grids[place[0]].cell_box(place[1])
        scale = self.points_per_pixel
        return (box.x0 / scale, (self.height - box.y1) / scale, box.x1 / scale, (self.height - box.y0) / scale)


def read_scan(page: pdfium.PdfPage, width: float, height: float) -> ScannedPage:
    """Return what a page's picture shows; ``width`` and ``height`` are the displayed page's, in points."""
    upright = _upright(page)
    turns, picture, degrees = upright.turns, upright.picture, upright.degrees
    if turns % 2:
        width, height = height, width
    scale = _Scale(width / picture.shape[1], height)
    ruled = read_segments(*find_rules(picture, scale.points_per_pixel), (width, height))
    frame = empty_page(ruled)

    def cell_at(x: float, y: float) -> PixelBox | None:
        (place,) = frame.find_points([(scale.x(x), scale.y(y))])
        return scale.cell_box(frame, place) if place else None

    cells = [
        scale.cell_box(frame, (number, index))
        for number, grid in enumerate(frame.grids)
        for index in range(len(grid.spans))
    ]
    words = words_in_cells(picture, upright.words, cell_at)
    found, unread = words_of_missed_cells(picture, words, cells)
    fine = turned(render(page, turns, _FINE_DPI), degrees)
    words = checked_figures([*words, *found], FineLook(fine, fine.shape[1] / picture.shape[1]))
    glyphs = [glyph for word in words for glyph in glyphs_of_word(word, scale)]
    return ScannedPage(ruled, (*glyphs, *(_unread_glyph(cell, scale) for cell in unread)), turns)


@dataclass(frozen=True, slots=True)
class _Upright:
    turns: int
    degrees: float
    picture: Picture
    words: list[OcrWord]

    @property
    def legibility(self) -> float:
        """Return OCR's confidence by and large, weighed by length."""
        length = sum(len(word.text) for word in self.words)
        return sum(word.confidence * len(word.text) for word in self.words) / max(length, 1)

    @property
    def is_sideways(self) -> bool:
        """Tell whether most words of some length stand on end; column headers may, but not most words."""
        long = [word for word in self.words if len(word.text) >= _LONG_WORD]
        return 2 * sum(word.y1 - word.y0 > word.x1 - word.x0 for word in long) > len(long)


def _upright(page: pdfium.PdfPage) -> _Upright:
    """Return the page's picture and words the way up it can be read; scanners don't mind how a sheet is fed."""
    first = _look(page, 0)
    if not first.words or not (first.is_sideways or first.legibility < _LEGIBLE):
        return first
    others = (1, 3) if first.is_sideways else (2,)
    return max(
        [first, *(_look(page, turns) for turns in others)], key=lambda look: (not look.is_sideways, look.legibility)
    )


def _look(page: pdfium.PdfPage, turns: int) -> _Upright:
    picture = render(page, turns, _DPI)
    degrees = skew_degrees(picture)
    picture = turned(picture, degrees)
    return _Upright(turns, degrees, picture, read_picture(picture))


def glyphs_of_word(word: OcrWord, scale: _Scale) -> list[Glyph]:
    """Return a word's characters side by side over its box: Chinese ones twice as wide as others."""
    widths = [2.0 if unicodedata.east_asian_width(char) in "WF" else 1.0 for char in word.text]
    unit = (word.x1 - word.x0) / max(sum(widths), 1.0)
    bottom, top = scale.y(word.y1), scale.y(word.y0)
    em = (top - bottom) * _EM_OF_HEIGHT
    glyphs: list[Glyph] = []
    x = word.x0
    for char, width in zip(word.text, widths, strict=True):
        left, right = scale.x(x), scale.x(x + width * unit)
        x += width * unit
        if not char.isspace():
            baseline = bottom + (top - bottom) * (1 - _EM_OF_HEIGHT)
            glyphs.append(Glyph(char, left, bottom, right, top, baseline, em, left, right, word.confidence))
    return glyphs


def _unread_glyph(cell: PixelBox, scale: _Scale) -> Glyph:
    """Return the mark of a cell that shows ink which could not be read."""
    x, y = scale.x((cell[0] + cell[2]) / 2), scale.y((cell[1] + cell[3]) / 2)
    return Glyph(UNREADABLE, x - 1, y - 1, x + 1, y + 1, y - 1, 2.0, x - 1, x + 1, UNREAD)

"""A second reading of a page's figures, by playa, Camelot's own PDF library: another decoder, another geometry.

Belongs here: the characters that figures are made of and where they stand. It is asked only for pages with tables, for most
pages have none. Whether the two readings agree is decided in ``conservation``.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import playa
from playa.content import TextObject
from playa.page import Page

from pipelines.extraction.characters import is_aslant
from pipelines.extraction.geometry import Affine
from pipelines.extraction.glyphs import Glyph
from pipelines.extraction.model import SecondWay
from pipelines.extraction.text_operators import Codes, PlacedFigure, place_figures

#: Besides digits: what belongs inside a figure, full-width forms, and all dashes that can be a minus sign.
_IN_FIGURES = frozenset(".,-，．−﹣－‐‑‒–")
#: Digits are so high, in font sizes.
_DIGIT_HEIGHT_EM = 0.7


@dataclass(slots=True)
class SecondReader:
    """Reads one document once more; opens it when it is first asked."""

    path: Path
    open_files: ExitStack
    _document: Any = None
    #: Gives the file's bytes where they are no longer those of ``path``.
    _content: Callable[[], bytes] | None = None
    _codes: Codes = field(default_factory=lambda: Codes(_is_of_figure))
    _has_layers: bool | None = None
    #: How each page that was asked for was read, by its number.
    ways: dict[int, SecondWay] = field(default_factory=dict)

    def reopen(self, content: Callable[[], bytes]) -> None:
        """Read other bytes from now on, asked for when they are needed: the document was changed since it was opened."""
        self._document, self._content = None, content

    def has_layers(self) -> bool:
        """Tell whether the file has layers, which may be switched off; one that cannot be asked may have some."""
        if self._has_layers is None:
            try:
                self._has_layers = "OCProperties" in self._opened().catalog
            except Exception:
                self._has_layers = True
        return self._has_layers

    def figure_glyphs(self, page_no: int, user_to_reading: Affine, level_only: bool = False) -> list[Glyph]:
        """Return the characters of a page's figures in reading coordinates; if asked, without those that stand aslant.

        Raises what playa raises for damaged files.
        """
        page = self._opened().pages[page_no - 1]
        to_reading = Affine(*page.ctm).inverse().then(user_to_reading)
        figures = self._figures(page, page_no)
        if level_only:
            figures = [figure for figure in figures if not is_aslant(*figure.matrix[:2])]
        return _glyphs(figures, to_reading)

    def _opened(self) -> Any:
        if self._document is None:
            opened = (
                playa.open(self.path, space="page")
                if self._content is None
                else playa.parse(self._content(), space="page")
            )
            self._document = self.open_files.enter_context(opened)
        return self._document

    def _figures(self, page: Page, page_no: int) -> list[PlacedFigure]:
        self.ways[page_no] = "operators"
        try:
            return place_figures(page, self._codes)
        except Exception:
            # Whatever is not plain on the page, and whatever is broken, playa's own interpreter judges. It is counted: should
            # the plain way fail everywhere one day, nobody would see it by the figures.
            self.ways[page_no] = "interpreter"
            return [
                PlacedFigure(item.text, item.matrix, item.displacement)
                for text in page.flatten(TextObject)
                for item in text
                if item.text and _is_of_figure(item.text)
            ]


@contextmanager
def open_second_reader(path: Path) -> Iterator[SecondReader]:
    """Return a reader of a file; what it opens is closed at the end."""
    with ExitStack() as open_files:
        yield SecondReader(path, open_files)


def _is_of_figure(char: str) -> bool:
    return char.isdecimal() or char in _IN_FIGURES


def _glyphs(figures: Sequence[PlacedFigure], to_reading: Affine) -> list[Glyph]:
    """Return characters with their advance as their width: playa knows no ink."""
    a, b, c, d, e, f = to_reading.a, to_reading.b, to_reading.c, to_reading.d, to_reading.e, to_reading.f
    scale = math.hypot(a, b)
    glyphs: list[Glyph] = []
    # A page has hundreds of them: the arithmetic of ``Affine.point``, without its calls.
    for char, (_, _, across, up, at_x, at_y), (dx, dy) in figures:
        x, y = a * at_x + c * at_y + e, b * at_x + d * at_y + f
        end = a * (at_x + dx) + c * (at_y + dy) + e
        em = math.hypot(across, up) * scale
        x0, x1 = (x, end) if x <= end else (end, x)
        glyphs.append(Glyph(char, x0, y, x1, y + _DIGIT_HEIGHT_EM * em, y, em, x0, x1))
    return glyphs

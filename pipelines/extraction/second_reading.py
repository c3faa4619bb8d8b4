"""A second reading of a page's figures, by playa, Camelot's own PDF library: another decoder, another geometry.

Belongs here: the characters that figures are made of and where they stand. It is asked only for pages with tables, for most
pages have none. Whether the two readings agree is decided in ``conservation``.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import playa
from playa.content import GlyphObject, TextObject

from pipelines.extraction.geometry import Affine
from pipelines.extraction.glyphs import Glyph

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

    def figure_glyphs(self, page_no: int, user_to_reading: Affine) -> list[Glyph]:
        """Return the characters of a page's figures in reading coordinates; raises what playa raises for damaged files."""
        if self._document is None:
            self._document = self.open_files.enter_context(playa.open(self.path, space="page"))
        page = self._document.pages[page_no - 1]
        to_reading = Affine(*page.ctm).inverse().then(user_to_reading)
        return [
            _glyph(item, item.text, to_reading)
            for text in page.flatten(TextObject)
            for item in text
            if item.text and (item.text.isdecimal() or item.text in _IN_FIGURES)
        ]


@contextmanager
def open_second_reader(path: Path) -> Iterator[SecondReader]:
    """Return a reader of a file; what it opens is closed at the end."""
    with ExitStack() as open_files:
        yield SecondReader(path, open_files)


def _glyph(item: GlyphObject, char: str, to_reading: Affine) -> Glyph:
    """Return a character with its advance as its width: playa knows no ink."""
    matrix, (dx, dy) = item.matrix, item.displacement
    x, y = to_reading.point(matrix[4], matrix[5])
    end, _ = to_reading.point(matrix[4] + dx, matrix[5] + dy)
    em = math.hypot(matrix[2], matrix[3]) * math.hypot(to_reading.a, to_reading.b)
    x0, x1 = min(x, end), max(x, end)
    return Glyph(char, x0, y, x1, y + _DIGIT_HEIGHT_EM * em, y, em, x0, x1)

# Camelot and playa are marked as typed, but most of their functions are not.
# mypy: disable-error-code="no-untyped-call, attr-defined"
"""What the file draws on a page, by playa, Camelot's own PDF library: ruled tables, and a second reading of the characters.

Belongs here: one pass over a page's content. Rules go to Camelot's lattice; characters are decoded only if somebody asks,
for most pages have no table.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import playa
from camelot.image_processing import coalesce_collinear_lines, find_lines_from_layout
from playa.content import GlyphObject, ImageObject, PathObject, TextObject
from playa.miner import LTLine, LTRect, process_object

from pipelines.extraction.geometry import Affine
from pipelines.extraction.glyphs import Glyph
from pipelines.extraction.lattice import RuledGrid, Segment, read_rules

#: A filled shape thinner than this is a rule (Camelot's own limit for filled rectangles), in points.
_RULE_THICKNESS = 1.5
#: Figures are half as high as the ink of most fonts is from its baseline, in font sizes.
_MIDDLE_EM = 0.35


@dataclass(frozen=True, slots=True)
class VectorPage:
    """What a page draws: its ruled tables, top to bottom, and how many shapes and pictures there are in all."""

    grids: list[RuledGrid]
    drawn_count: int
    _texts: list[TextObject] = field(default_factory=list, repr=False)
    _to_reading: Affine = field(default_factory=Affine)

    def figure_glyphs(self) -> list[Glyph]:
        """Return the characters that figures are made of, as playa decodes and places them, in reading coordinates."""
        found: list[Glyph] = []
        for text in self._texts:
            for item in text:
                char = item.text
                if char and (char.isdecimal() or char in _IN_FIGURES):
                    found.append(_glyph(item, char, self._to_reading))
        return found


#: Besides digits; full-width forms and all dashes that can be a minus sign.
_IN_FIGURES = frozenset(".,-，．−﹣－‐‑‒–")


@dataclass(frozen=True, slots=True)
class VectorReader:
    """Reads what a PDF draws; open once a document."""

    document: Any

    def read(self, page_no: int, turns: int, user_to_reading: Affine) -> VectorPage:
        """Return what the page draws; ``turns`` is what makes the displayed page stand upright."""
        page = self.document.pages[page_no - 1]
        # Camelot sorts rows and columns by the coordinates it is given: they must be those of the upright page.
        page.set_initial_ctm(page.space, page.rotate + 90 * turns)
        shapes: list[Any] = []
        texts: list[TextObject] = []
        picture_count = 0
        for item in page.flatten():
            if isinstance(item, PathObject):
                shapes += process_object(item)
            elif isinstance(item, TextObject):
                # What it says about font and spacing is overwritten by the next operators.
                item.finalize()
                texts.append(item)
            elif isinstance(item, ImageObject):
                picture_count += 1
        to_reading = Affine(*page.ctm).inverse().then(user_to_reading)
        grids = read_rules(
            _rules(shapes, "horizontal"), _rules(shapes, "vertical"), (page.width, page.height), to_reading
        )
        return VectorPage(grids, len(shapes) + picture_count, texts, to_reading)


@contextmanager
def open_vector_reader(path: Path) -> Iterator[VectorReader]:
    """Open a document for reading what it draws; raises what playa raises for a damaged file."""
    with playa.open(path, space="page") as document:
        yield VectorReader(document)


def _rules(shapes: list[Any], direction: str) -> list[Segment]:
    """Return the rules of a direction as Camelot sees them, and those it does not know."""
    found: list[Segment] = find_lines_from_layout(shapes, direction)
    level = 1 if direction == "horizontal" else 0
    more = [rule for rule in _thin_shapes(shapes) if rule[level] == rule[level + 2]]
    merged: list[Segment] = coalesce_collinear_lines(found + more, direction) if more else found
    return merged


def _thin_shapes(shapes: Iterable[Any]) -> Iterator[Segment]:
    """Yield the middle line of each thin filled shape that is neither line nor rectangle.

    Programs that print HTML draw borders as mitred trapezoids; Camelot 2.0 sees only lines and rectangles.
    """
    for item in shapes:
        if isinstance(item, LTRect | LTLine) or not item.fill:
            continue
        width, height = item.x1 - item.x0, item.y1 - item.y0
        if height <= _RULE_THICKNESS < width:
            yield item.x0, (item.y0 + item.y1) / 2, item.x1, (item.y0 + item.y1) / 2
        elif width <= _RULE_THICKNESS < height:
            yield (item.x0 + item.x1) / 2, item.y0, (item.x0 + item.x1) / 2, item.y1


def _glyph(item: GlyphObject, char: str, to_reading: Affine) -> Glyph:
    """Return a character with its advance as its width: playa knows no ink."""
    matrix = item.matrix
    x, y = to_reading.point(matrix[4], matrix[5])
    along = to_reading.point(matrix[4] + item.displacement[0], matrix[5] + item.displacement[1])
    scale = math.hypot(to_reading.a, to_reading.b)
    em = math.hypot(matrix[2], matrix[3]) * scale
    x0, x1 = min(x, along[0]), max(x, along[0])
    return Glyph(char, x0, y, x1, y + 2 * _MIDDLE_EM * em, y, em, x0, x1)

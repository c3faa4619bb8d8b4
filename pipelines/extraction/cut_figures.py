"""Figures that a page shows only in part: a digit beside them is in the file, but clipped away where it stands.

Belongs here: which cells hold such a figure. The figure is read as the page shows it; that it is doubtful is for ``reports`` to say.
"""

from __future__ import annotations

from collections.abc import Sequence

from pipelines.extraction.cells import Place, PlacedPage
from pipelines.extraction.glyphs import Glyph

_OF_FIGURES = frozenset("0123456789.,")
#: How far apart, in font sizes, two characters of one figure stand at most, and how far off each other's line.
_GAP_EM, _LINE_EM = 0.35, 0.3
_SAME_POINTS = 0.1


def cut_cells(placed: PlacedPage, hidden: Sequence[Glyph]) -> frozenset[Place]:
    """Return the cells in which a figure goes on with a character that the page does not show at all."""
    unseen = [glyph for glyph in hidden if glyph.char in _OF_FIGURES]
    if not unseen:
        return frozenset()
    found: set[Place] = set()
    for number, grid in enumerate(placed.grids):
        for index, contents in enumerate(grid.contents):
            figures = [glyph for glyph in contents if glyph.char in _OF_FIGURES]
            for glyph in unseen:
                beside = [shown for shown in figures if _is_on_one_line(shown, glyph)]
                # What is shown in part is among the cell's own characters.
                if any(_is_itself(shown, glyph) for shown in beside):
                    continue
                if any(_goes_on(shown, glyph) for shown in beside):
                    found.add((number, index))
                    break
    return frozenset(found)


def _is_itself(shown: Glyph, glyph: Glyph) -> bool:
    """True if a shown character is the hidden one, cut down to what is seen of it."""
    return shown.char == glyph.char and shown.x0 >= glyph.x0 - _SAME_POINTS and shown.x1 <= glyph.x1 + _SAME_POINTS


def _is_on_one_line(shown: Glyph, glyph: Glyph) -> bool:
    return abs(shown.baseline - glyph.baseline) <= _LINE_EM * glyph.em


def _goes_on(shown: Glyph, glyph: Glyph) -> bool:
    reach = _GAP_EM * glyph.em
    return abs(shown.start - glyph.end) <= reach or abs(glyph.start - shown.end) <= reach

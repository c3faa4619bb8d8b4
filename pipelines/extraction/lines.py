"""Characters to printed lines: same baseline, left to right, spaces where the print leaves a gap.

Belongs here: grouping by geometry. Which cell a character belongs to is decided in ``cells``.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from operator import attrgetter

from pipelines.extraction.glyphs import Glyph
from pipelines.extraction.model import Box
from pipelines.extraction.text import tidy_line

#: Baselines nearer than this share of the font size are one line. Wrapped lines are at least 1 em apart, raised marks and
#: mixed fonts less than 0.4 em.
_SAME_LINE_EM = 0.5
#: A blank wider than this share of the font size is a space. Over the corpus (101,000 neighbouring digits) the digits of
#: one figure stand at most 0.1 em apart, those of two figures at least 0.3 em, also across a border.
SPACE_EM = 0.2
#: A gap this wide separates things that don't belong together (部门：…      单位：万元): the space stays, even in Chinese.
WIDE_GAP_EM = 2.0
#: Print without a size is taken to be so high, in points.
_LEAST_EM = 0.1
_BASELINE, _LEFT = attrgetter("baseline"), attrgetter("x0")


@dataclass(frozen=True, slots=True)
class PrintedLine:
    """Characters of one line, left to right."""

    glyphs: tuple[Glyph, ...]

    @property
    def box(self) -> Box:
        """Return the box around the ink."""
        return bounding_box(self.glyphs)

    @property
    def em(self) -> float:
        """Return the largest font size of the line."""
        return max(glyph.em for glyph in self.glyphs)

    @property
    def raw(self) -> str:
        """Return the characters as printed, one space where the print leaves a gap."""
        return " ".join(self._runs())

    @property
    def text(self) -> str:
        """Return the line tidied; a single space stays where a wide gap separates."""
        return self.raw_and_text()[1]

    def raw_and_text(self) -> tuple[str, str]:
        """Return both, looking at the gaps once."""
        runs = self._runs()
        return " ".join(runs), " ".join(map(tidy_line, runs)).strip()

    def _runs(self) -> list[str]:
        """Return what stands between wide gaps, as printed, one space for each lesser gap."""
        runs: list[str] = []
        pieces = [self.glyphs[0].char]
        for glyph, blank in zip(self.glyphs[1:], gaps(self.glyphs), strict=True):
            if blank > WIDE_GAP_EM:
                runs.append("".join(pieces))
                pieces = []
            elif blank > SPACE_EM:
                pieces.append(" ")
            pieces.append(glyph.char)
        runs.append("".join(pieces))
        return runs


def group_lines(glyphs: Iterable[Glyph]) -> list[PrintedLine]:
    """Return the lines that the characters form, top to bottom."""
    rows: list[list[Glyph]] = []
    row: list[Glyph] = []
    baseline = em = 0.0
    for glyph in sorted(glyphs, key=_BASELINE, reverse=True):
        if row and baseline - glyph.baseline < _SAME_LINE_EM * min(em, glyph.em):
            row.append(glyph)
        else:
            row, baseline, em = [glyph], glyph.baseline, glyph.em
            rows.append(row)
    return [PrintedLine(tuple(sorted(row, key=_LEFT))) for row in rows]


def split_at_gaps(glyphs: Sequence[Glyph], gap_em: float) -> list[tuple[Glyph, ...]]:
    """Return the runs of a line between gaps wider than ``gap_em`` font sizes."""
    starts = [n for n, blank in enumerate(gaps(glyphs), 1) if blank > gap_em]
    return [tuple(glyphs[start:end]) for start, end in pairwise((0, *starts, len(glyphs)))]


def gaps(glyphs: Sequence[Glyph]) -> list[float]:
    """Return the blanks between neighbours of a line, one fewer than there are characters."""
    return [(glyph.start - before.end) / max(before.em, glyph.em, _LEAST_EM) for before, glyph in pairwise(glyphs)]


def gap(before: Glyph, glyph: Glyph) -> float:
    """Return the blank between two neighbours of a line, from advance to advance, in font sizes of the larger one."""
    return gaps((before, glyph))[0]


def bounding_box(glyphs: Sequence[Glyph]) -> Box:
    """Return the box around all of the characters' ink."""
    return Box(
        min([glyph.x0 for glyph in glyphs]),
        min([glyph.y0 for glyph in glyphs]),
        max([glyph.x1 for glyph in glyphs]),
        max([glyph.y1 for glyph in glyphs]),
    )

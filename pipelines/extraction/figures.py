"""The figures of a page, found by geometry alone: runs of digits that stand together on one line.

Belongs here: finding figures without knowing of any table, so that tables can be checked against them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from pipelines.extraction.glyphs import Glyph
from pipelines.extraction.lines import SPACE_EM, WIDE_GAP_EM, PrintedLine, gap, group_lines
from pipelines.extraction.text import normalize

#: Digits with what belongs inside a figure; a point or comma at its end is punctuation.
FIGURE_IN_TEXT = re.compile(r"\d(?:[\d.,]*\d)?")
_MONEY_LIKE = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+\.\d{1,6}")
_FULL_WIDTH = str.maketrans("，．", ",.")


@dataclass(frozen=True, slots=True)
class Figure:
    """One printed figure: its characters, left to right, and the digits they make."""

    glyphs: tuple[Glyph, ...]
    text: str

    @property
    def is_money_like(self) -> bool:
        """Tell whether it has decimals or thousands separators, as codes and years have not."""
        return bool(_MONEY_LIKE.fullmatch(self.text))

    @property
    def place(self) -> str:
        """Return where it stands, for a person."""
        return f"x={self.glyphs[0].x0:.0f} y={self.glyphs[0].baseline:.0f}"


def find_figures(glyphs: Iterable[Glyph]) -> list[Figure]:
    """Return every figure that the characters print, top to bottom, left to right."""
    return [figure for line in group_lines(glyphs) for figure in figures_of_line(line)]


def figures_of_line(line: PrintedLine) -> list[Figure]:
    """Return the figures of one line, left to right."""
    figures: list[Figure] = []
    run: list[Glyph] = []
    for glyph in line.glyphs:
        if not _may_belong(glyph.char) or (run and gap(run[-1], glyph) > SPACE_EM):
            figures += _figure_of(run)
            run = []
        if _may_belong(glyph.char):
            run.append(glyph)
    return figures + _figure_of(run)


def figure_texts(text: str) -> list[str]:
    """Return the figures that a text contains, in order, by the same definition."""
    return FIGURE_IN_TEXT.findall(text.translate(_FULL_WIDTH))


def count_figure_rows(lines: Iterable[PrintedLine]) -> int:
    """Return how many lines look like rows of a table: two money-like figures with only a wide blank between them."""
    return sum(_is_figure_row(line) for line in lines)


def _is_figure_row(line: PrintedLine) -> bool:
    figures = [figure for figure in figures_of_line(line) if figure.is_money_like]
    position = {id(glyph): number for number, glyph in enumerate(line.glyphs)}
    return any(
        position[id(after.glyphs[0])] == position[id(before.glyphs[-1])] + 1
        and gap(before.glyphs[-1], after.glyphs[0]) > WIDE_GAP_EM / 2
        for before, after in pairwise(figures)
    )


def _may_belong(char: str) -> bool:
    return char in ".,，．" or (char.isdecimal() and len(char) == 1)


def _figure_of(run: list[Glyph]) -> list[Figure]:
    """Return the figure of a run, without punctuation at its ends; none if no digit is left."""
    first, last = 0, len(run)
    while first < last and not run[first].char.isdecimal():
        first += 1
    while last > first and not run[last - 1].char.isdecimal():
        last -= 1
    kept = tuple(run[first:last])
    if not kept:
        return []
    text = "".join(normalize(glyph.char) for glyph in kept).translate(_FULL_WIDTH)
    return [Figure(kept, text)]

"""The figures of a page, found by geometry alone: runs of digits that stand together on one line.

Belongs here: finding figures without knowing of any table, so that tables can be checked against them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from pipelines.contract.printed_numbers import MONEY_LIKE
from pipelines.extraction.glyphs import Glyph
from pipelines.extraction.lines import SPACE_EM, WIDE_GAP_EM, PrintedLine, gap, group_lines, split_at_gaps
from pipelines.extraction.text import normalize

#: Digits with what belongs inside a figure; a point or comma at its end is punctuation.
FIGURE_IN_TEXT = re.compile(r"\d(?:[\d.,]*\d)?")
#: Runs of what figures are made of, full-width forms too.
_MAY_BELONG = re.compile(r"[\d.,，．]+")
_MONEY_LIKE = re.compile(MONEY_LIKE)
#: So many figures that stand free make a line a row of a table, whatever they say.
_FREE_IN_ROW = 3
#: So many money-like figures straight below one another at the ends of lines make a column.
_ALIGNED_IN_COLUMN = 5
_SAME_EDGE_EM = 0.3
_MINUS = frozenset("-−－–—")
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
    # One character each, so that places in the text are places in the line.
    text = "".join([glyph.char if len(glyph.char) == 1 else " " for glyph in line.glyphs])
    for found in _MAY_BELONG.finditer(text):
        for run in split_at_gaps(line.glyphs[found.start() : found.end()], SPACE_EM):
            figures += _figure_of(run)
    return figures


def figure_texts(text: str) -> list[str]:
    """Return the figures that a text contains, in order, by the same definition."""
    return FIGURE_IN_TEXT.findall(text.translate(_FULL_WIDTH))


def count_figure_rows(lines: Iterable[PrintedLine]) -> int:
    """Return how many lines look like rows of a table.

    A row prints two money-like figures with only a wide blank between them, or three figures of any kind that stand free,
    or one money-like figure that stands free at the line's end, straight below and above others (five or more of them).
    """
    rows = 0
    ends: list[tuple[float, float]] = []
    for line in lines:
        free = _free_figures(line)
        if _are_side_by_side(line, [figure for figure in free if figure.is_money_like]) or len(free) >= _FREE_IN_ROW:
            rows += 1
        elif (
            free
            and free[-1].is_money_like
            and free[-1].glyphs[-1] is line.glyphs[-1]
            and len(line.glyphs) > len(free[-1].glyphs)
        ):
            ends.append((line.glyphs[-1].end, line.em))
    return rows + _count_aligned(ends)


def _free_figures(line: PrintedLine) -> list[Figure]:
    """Return the figures of a line that have a wide blank, or nothing, on either side."""
    position = {id(glyph): number for number, glyph in enumerate(line.glyphs)}
    free: list[Figure] = []
    for figure in figures_of_line(line):
        first, last = position[id(figure.glyphs[0])], position[id(figure.glyphs[-1])]
        # A minus sign before a figure is part of what stands free.
        if (
            first > 0
            and line.glyphs[first - 1].char in _MINUS
            and gap(line.glyphs[first - 1], line.glyphs[first]) <= SPACE_EM
        ):
            first -= 1
        is_free_left = first == 0 or gap(line.glyphs[first - 1], line.glyphs[first]) > WIDE_GAP_EM / 2
        is_free_right = last + 1 == len(line.glyphs) or gap(line.glyphs[last], line.glyphs[last + 1]) > WIDE_GAP_EM / 2
        if is_free_left and is_free_right:
            free.append(figure)
    return free


def _are_side_by_side(line: PrintedLine, figures: Sequence[Figure]) -> bool:
    """Tell whether two of the figures have nothing between them."""
    position = {id(glyph): number for number, glyph in enumerate(line.glyphs)}
    for before, after in pairwise(figures):
        between = line.glyphs[position[id(before.glyphs[-1])] + 1 : position[id(after.glyphs[0])]]
        if all(glyph.char in _MINUS for glyph in between):
            return True
    return False


def _count_aligned(ends: Sequence[tuple[float, float]]) -> int:
    """Return how many figures stand in columns of five and more; ``ends`` are their right edges and font sizes."""
    in_columns = 0
    for edge, em in ends:
        column = sum(abs(edge - other) <= _SAME_EDGE_EM * em for other, _ in ends)
        in_columns += column >= _ALIGNED_IN_COLUMN
    return in_columns


def _figure_of(run: Sequence[Glyph]) -> list[Figure]:
    """Return the figure of a run, without punctuation at its ends; none if no digit is left."""
    first, last = 0, len(run)
    while first < last and not run[first].char.isdecimal():
        first += 1
    while last > first and not run[last - 1].char.isdecimal():
        last -= 1
    kept = tuple(run[first:last])
    if not kept:
        return []
    text = "".join([glyph.char for glyph in kept])
    if not text.isascii():
        text = "".join(normalize(glyph.char) for glyph in kept).translate(_FULL_WIDTH)
    return [Figure(kept, text)]

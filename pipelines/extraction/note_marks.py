"""Marks of notes: small characters raised behind a text, which are no part of it (1,286.40¹ is 1,286.40).

Belongs here: telling them by size, place and wording. Behind a Latin letter a raised character is an exponent (m²).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from pipelines.extraction.glyphs import Glyph, PageGlyphs

#: A mark of a note is so small, of the text it stands behind, and so far above its baseline (in that text's font sizes).
_MARK_SIZE, _MARK_RISE = 0.8, (0.2, 0.8)
#: It stands so near behind, in font sizes of the text.
_MARK_GAP = (-0.25, 0.4)
#: Characters of one mark are of one size, within so much (points), and on one baseline, within so much of it.
_SAME_SIZE, _SAME_LINE = 0.15, 0.1
_MARK = re.compile(r"[(（\[〔［]?(?:注|\d{1,2}|[①-⑳]|注\d{1,2})[)）\]〕］]?|[*＊†‡#＃★☆△▲※]{1,3}")
_OF_MARK = frozenset("0123456789()（）[]〔〕［］注*＊†‡#＃★☆△▲※①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳")

Floats = NDArray[np.float64]
#: Start and end of the advance, and the baseline; a row a character.
_Places = NDArray[np.float64]
_Numbers = NDArray[np.intp]


def without_note_marks(page: PageGlyphs) -> PageGlyphs:
    """Return the page with the marks of notes left out."""
    marks = _marks(page.glyphs)
    if not marks:
        return page
    return replace(
        page,
        glyphs=tuple(glyph for n, glyph in enumerate(page.glyphs) if n not in marks),
        left_out=(*page.left_out, *(page.glyphs[n] for n in sorted(marks))),
    )


def _marks(glyphs: Sequence[Glyph]) -> set[int]:
    """Return which characters are of marks of notes."""
    may_be = [n for n, glyph in enumerate(glyphs) if glyph.char in _OF_MARK]
    if not may_be:
        return set()
    sizes = [glyph.em for glyph in glyphs]
    largest = _MARK_SIZE * max(sizes)
    small = [n for n in may_be if sizes[n] <= largest]
    if not small:
        return set()
    em = np.array(sizes)
    place = np.array([(glyph.start, glyph.end, glyph.baseline) for glyph in glyphs])
    marks: set[int] = set()
    for size in {round(float(em[n]), 1) for n in small}:
        of_size = np.array([n for n in small if round(float(em[n]), 1) == size])
        alike = np.flatnonzero(np.abs(em - size) <= _SAME_SIZE)
        for number, text in _raised(place, em, of_size, np.flatnonzero(em * _MARK_SIZE >= size)):
            run = _run(place, size, number, alike)
            is_exponent = glyphs[text].char.isascii() and glyphs[text].char.isalpha()
            if not is_exponent and _MARK.fullmatch("".join(glyphs[n].char for n in run)):
                marks.update(run)
    return marks


def _raised(place: _Places, em: Floats, small: _Numbers, texts: _Numbers) -> list[tuple[int, int]]:
    """Return which small characters stand raised behind which texts' last ones."""
    size = em[texts][None, :]
    gap = (place[small, 0][:, None] - place[texts, 1][None, :]) / size
    rise = (place[small, 2][:, None] - place[texts, 2][None, :]) / size
    is_behind = (_MARK_GAP[0] <= gap) & (gap <= _MARK_GAP[1]) & (_MARK_RISE[0] <= rise) & (rise <= _MARK_RISE[1])
    return [(int(small[n]), int(texts[m])) for n, m in np.argwhere(is_behind)]


def _run(place: _Places, size: float, start: int, alike: _Numbers) -> list[int]:
    """Return the characters of one size that go on from a first one, in its line."""
    run = [start]
    in_line = alike[np.abs(place[alike, 2] - place[start, 2]) <= _SAME_LINE * size]
    for number in in_line[np.argsort(place[in_line, 0])].tolist():
        gap = place[number, 0] - place[run[-1], 1]
        if number != run[-1] and place[number, 0] > place[run[-1], 0] and gap <= _MARK_GAP[1] * size:
            run.append(number)
    return run

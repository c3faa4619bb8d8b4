"""What a font draws where its text says a digit: outlines, drawn in a line of their own and read by OCR.

Belongs here: which of its ten digits a font is known to draw truly, told from its outlines alone, without a page's picture.
Only acquittal: what is not read as the text says is for ``true_digits`` to hold against the page. A font that is not in the
file is asked like all others: pdfium answers for the one that it draws with instead. One with drawings for letters (Type 3)
has no outlines, and no digit of it is known here.

The answer depends on the outlines alone, in whatever order fonts are met, so it is kept for the process: many reports have
the same few fonts.
"""

from __future__ import annotations

import ctypes
import hashlib
from collections import Counter
from dataclasses import dataclass

import cv2
import numpy as np
import pypdfium2.raw as pdfium_c
from numpy.typing import NDArray

from pipelines.pdf import calls
from pipelines.pdf.ocr import Picture, recognize

#: pdfium gives outlines in font sizes, whatever size it is asked for; here their units are thousandths of it.
UNITS = 1000
_ANY_SIZE = 1.0
#: Each digit stands twice in the line, with other neighbours: OCR must read it right both times. No place tells what is due.
_ORDER = "38069517247259068413"
#: The line is drawn so high, in pixels a font size, with so much blank around and between, in font sizes.
_PIXELS, _MARGIN, _BETWEEN = 48, 0.25, 0.08
#: A curve is drawn as so many straight lines.
_STEPS = np.linspace(0, 1, 9)[1:, None]
#: OpenCV takes places to this many bits below a pixel.
_BITS = 4
#: Larger outlines are no digits.
_MOST_SEGMENTS = 1000
#: So many answers are kept, each a few dozen bytes.
_MOST_KEPT = 2048

_Points = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Outline:
    """What a font draws for a character: closed lines, in thousandths of the font size about the origin."""

    contours: tuple[_Points, ...]
    #: Where the points lie that bend its curves: a character's box, as PDF readers know it, is about these, too.
    bends: _Points

    @property
    def box(self) -> tuple[float, float, float, float]:
        """Left, right, bottom and top of the points that it is made of."""
        points = np.concatenate((*self.contours, self.bends))
        (left, bottom), (right, top) = points.min(axis=0).tolist(), points.max(axis=0).tolist()
        return left, right, bottom, top

    def mark(self) -> bytes:
        """Return what tells this outline from others."""
        parts = [np.round(points).astype("<i4").tobytes() for points in self.contours]
        return hashlib.sha256(b"".join(len(part).to_bytes(4, "little") + part for part in parts)).digest()


_known: dict[tuple[tuple[str, bytes], ...], frozenset[str]] = {}


def same_font(font: int) -> tuple[str | int, ...]:
    """Return what is the same for a font on each page of a document: its name, its length, how much it draws a digit."""
    if not font:
        return ("",)
    paths = [calls.glyph_path(font, ord(digit), _ANY_SIZE) for digit in "0123456789"]
    counts = [calls.count_glyph_segments(path) if path else 0 for path in paths]
    return (calls.font_name(font), calls.font_length(font), *counts)


def true_outlines(font: int) -> dict[str, Outline]:
    """Return the outlines of those digits (0 to 9) that a font draws as its text says."""
    outlines = {digit: found for digit in "0123456789" if font and (found := _outline(font, digit)) is not None}
    marks = {digit: outline.mark() for digit, outline in outlines.items()}
    # What stands for two digits is the box of a font that lacks them, or false for one.
    often = Counter(marks.values())
    outlines = {digit: outline for digit, outline in outlines.items() if often[marks[digit]] == 1}
    key = tuple((digit, marks[digit]) for digit in outlines)
    if key not in _known:
        if len(_known) >= _MOST_KEPT:
            _known.clear()
        _known[key] = _read(outlines)
    return {digit: outline for digit, outline in outlines.items() if digit in _known[key]}


def _read(outlines: dict[str, Outline]) -> frozenset[str]:
    order = [digit for digit in _ORDER if digit in outlines]
    if not order:
        return frozenset()
    ((text, _),) = recognize([_line([outlines[digit] for digit in order])])
    if len(text) != len(order):
        return frozenset()
    wrong = {digit for digit, read in zip(order, text, strict=True) if digit != read}
    return frozenset(outlines) - wrong


def _line(outlines: list[Outline]) -> Picture:
    """Draw outlines side by side, black on white."""
    lowest, highest = min(each.box[2] for each in outlines), max(each.box[3] for each in outlines)
    margin, between = _MARGIN * UNITS, _BETWEEN * UNITS
    width = sum(each.box[1] - each.box[0] + between for each in outlines) + 2 * margin
    scale = _PIXELS / UNITS
    # A font may have any sizes; what is no line of digits is not drawn large.
    size = (min(int((highest - lowest + 2 * margin) * scale), 200), min(int(width * scale), 3000))
    picture = np.full((*size, 3), 255, np.uint8)
    x = margin
    for outline in outlines:
        left, right = outline.box[:2]
        shift = np.array((x - left, highest + margin))
        places = [
            np.round(((points * (1, -1) + shift) * scale) * 2**_BITS).astype(np.int32) for points in outline.contours
        ]
        cv2.fillPoly(picture, places, (0, 0, 0), lineType=cv2.LINE_AA, shift=_BITS)
        x += right - left + between
    return picture


def _outline(font: int, digit: str) -> Outline | None:
    path = calls.glyph_path(font, ord(digit), _ANY_SIZE)
    count = calls.count_glyph_segments(path) if path else 0
    if not 0 < count <= _MOST_SEGMENTS:
        return None
    at = (ctypes.c_float * 2)()
    x, y = ctypes.addressof(at), ctypes.addressof(at) + 4
    contours: list[list[_Points]] = []
    curve: list[_Points] = []
    bends: list[_Points] = [np.empty((0, 2))]
    for index in range(count):
        segment = calls.glyph_segment(path, index)
        kind = calls.segment_type(segment)
        calls.segment_point(segment, x, y)
        point = np.array([(at[0], at[1])], np.float64) * UNITS
        if kind == pdfium_c.FPDF_SEGMENT_MOVETO or not contours:
            contours.append([point])
        elif kind == pdfium_c.FPDF_SEGMENT_BEZIERTO:
            curve.append(point)
            if len(curve) == 3:
                start = contours[-1][-1][-1:]
                bends.append(_bends(start, *curve))
                contours[-1].append(_curve(start, *curve))
                curve = []
        else:
            contours[-1].append(point)
    lines = tuple(np.concatenate(parts) for parts in contours if len(parts) > 1)
    if not lines or not all(np.isfinite(points).all() and np.abs(points).max() < 10 * UNITS for points in lines):
        return None
    return Outline(lines, np.concatenate(bends))


def _bends(start: _Points, first: _Points, second: _Points, end: _Points) -> _Points:
    """Return the points that bend a curve as its font has them: TrueType's curves have one, which pdfium makes two of."""
    one, same = (3 * first - start) / 2, (3 * second - end) / 2
    return one if np.abs(one - same).max() < 1 else np.concatenate((first, second))


def _curve(start: _Points, first: _Points, second: _Points, end: _Points) -> _Points:
    t = _STEPS
    found: _Points = (1 - t) ** 3 * start + 3 * (1 - t) ** 2 * t * first + 3 * (1 - t) * t**2 * second + t**3 * end
    return found

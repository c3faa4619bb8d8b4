"""What a font draws where its text says a digit: outlines, drawn in a line of their own and read by OCR.

Belongs here: which of its ten digits a font is known to draw truly, told from its outlines alone, without a page's picture.
Only acquittal: what is not read as the text says is for ``true_digits`` to hold against the page. A font that is not in the
file is asked like all others: pdfium answers for the one that it draws with instead. One with drawings for letters (Type 3)
has no outlines, and no digit of it is known here.

The answer depends on the outlines alone, in whatever order fonts are met, so it is kept for the process: many reports have
the same few fonts.
"""

from __future__ import annotations

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
#: OCR reads the digits in this order, or what it does not read right once more in the other: a digit must be read right once
#: and never otherwise. No place tells what is due.
_ORDERS = ("3806951724", "7259068413")
#: The line is drawn so high, in pixels a font size, with so much blank around and between, in font sizes.
_PIXELS, _MARGIN, _BETWEEN = 48, 0.25, 0.08
#: A curve is drawn as so many straight lines.
_STEPS = np.linspace(0, 1, 9)[1:, None]
#: OpenCV takes places to this many bits below a pixel.
_BITS = 4
#: No font has this character: what it draws for it, it draws for all that it lacks.
_NOBODYS = "\uffff"
#: Larger outlines are no digits.
_MOST_SEGMENTS = 1000
#: So many answers are kept, each of two kilobytes at most.
_MOST_KEPT = 2048

_Points = NDArray[np.float64]
#: Left, right, bottom and top, in thousandths of the font size about the origin.
Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Outline:
    """What a font draws for a character, in thousandths of the font size about the origin."""

    #: Ends of lines and curves and what bends the curves, a row each, and pdfium's kinds of them.
    points: _Points
    kinds: tuple[int, ...]

    @property
    def box(self) -> Box:
        """Left, right, bottom and top as PDF readers know them, about the points that bend the curves, too."""
        points = self.points
        curves = [n for n in self._curves() if n]
        if curves:
            bends = points[curves], points[[n + 1 for n in curves]]
            start, end = points[[n - 1 for n in curves]], points[[n + 2 for n in curves]]
            # TrueType's curves have one such point, of which pdfium makes two.
            one, same = (3 * bends[0] - start) / 2, (3 * bends[1] - end) / 2
            is_one = np.abs(one - same).max(axis=1, keepdims=True) < 1
            is_end = np.array(self.kinds) != pdfium_c.FPDF_SEGMENT_BEZIERTO
            points = np.concatenate(
                (points[is_end], start, end, np.where(is_one, one, bends[0]), np.where(is_one, one, bends[1]))
            )
        (left, bottom), (right, top) = points.min(axis=0).tolist(), points.max(axis=0).tolist()
        return left, right, bottom, top

    def contours(self) -> list[_Points]:
        """Return the closed lines, curves made of straight parts."""
        curves = set(self._curves())
        found: list[list[_Points]] = []
        for n, kind in enumerate(self.kinds):
            if kind == pdfium_c.FPDF_SEGMENT_MOVETO or not found:
                found.append([self.points[n : n + 1]])
            elif n in curves:
                found[-1].append(_curve(*(self.points[m : m + 1] for m in range(n - 1, n + 3))))
            elif kind == pdfium_c.FPDF_SEGMENT_LINETO:
                found[-1].append(self.points[n : n + 1])
        return [np.concatenate(parts) for parts in found]

    def mark(self) -> bytes:
        """Return what tells this outline from others."""
        return hashlib.sha256(bytes(self.kinds) + np.round(self.points).astype("<i4").tobytes()).digest()

    def _curves(self) -> list[int]:
        """Return where curves begin: three points each, two that bend it and its end."""
        bends = [n for n, kind in enumerate(self.kinds) if kind == pdfium_c.FPDF_SEGMENT_BEZIERTO]
        return bends[: len(bends) // 3 * 3 : 3]


@dataclass(frozen=True, slots=True)
class DrawnDigits:
    """What is known of a font's ten digits: the boxes of those that are drawn as said, and those that seem to be others."""

    true: dict[str, Box]
    doubtful: frozenset[str]


#: Digits read as said and digits read otherwise, by the outlines.
_known: dict[tuple[tuple[str, bytes], ...], tuple[frozenset[str], frozenset[str]]] = {}


def same_font(font: int) -> tuple[str | int, ...]:
    """Return what is the same for a font on each page of a document: its name, its length, how much it draws a digit."""
    if not font:
        return ("",)
    paths = [calls.glyph_path(font, ord(digit), _ANY_SIZE) for digit in "0123456789"]
    counts = [calls.count_glyph_segments(path) if path else 0 for path in paths]
    return (calls.font_name(font), calls.font_length(font), *counts)


def drawn_digits(font: int) -> DrawnDigits:
    """Return what a font (pdfium's address, its page open) draws where its text says 0 to 9."""
    outlines = {digit: found for digit in "0123456789" if font and (found := _outline(font, digit)) is not None}
    marks = {digit: outline.mark() for digit, outline in outlines.items()}
    # What stands for two digits is false for one, or the box of a font that lacks them.
    often = Counter(marks.values())
    lacking = _outline(font, _NOBODYS) if font else None
    if lacking is not None:
        often[lacking.mark()] += 2
    outlines = {digit: outline for digit, outline in outlines.items() if often[marks[digit]] == 1}
    key = tuple((digit, marks[digit]) for digit in outlines)
    if key not in _known:
        if len(_known) >= _MOST_KEPT:
            _known.clear()
        _known[key] = _read(outlines)
    right, wrong = _known[key]
    return DrawnDigits({digit: outlines[digit].box for digit in sorted(right)}, wrong)


def _read(outlines: dict[str, Outline]) -> tuple[frozenset[str], frozenset[str]]:
    right, wrong = set[str](), set[str]()
    for places in _ORDERS if outlines else ():
        order = [digit for digit in places if digit in outlines]
        ((text, _),) = recognize([_line([outlines[digit] for digit in order])])
        # A line of which a digit is missing tells nothing: nobody knows which.
        for digit, read in zip(order, text, strict=True) if len(order) == len(text) else ():
            (right if digit == read else wrong).add(digit)
        if right == outlines.keys():
            break
    return frozenset(right - wrong), frozenset(wrong)


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
            np.round(((points * (1, -1) + shift) * scale) * 2**_BITS).astype(np.int32) for points in outline.contours()
        ]
        cv2.fillPoly(picture, places, (0, 0, 0), lineType=cv2.LINE_AA, shift=_BITS)
        x += right - left + between
    return picture


def _outline(font: int, char: str) -> Outline | None:
    path = calls.glyph_path(font, ord(char), _ANY_SIZE)
    count = calls.count_glyph_segments(path) if path else 0
    if not 0 < count <= _MOST_SEGMENTS:
        return None
    points = np.empty((count, 2), np.float32)
    at = points.ctypes.data
    kinds: list[int] = []
    for index in range(count):
        segment = calls.glyph_segment(path, index)
        kinds.append(calls.segment_type(segment) & 0xFF)
        calls.segment_point(segment, at + 8 * index, at + 8 * index + 4)
    places = points.astype(np.float64) * UNITS
    # Not a number is not less, either.
    return Outline(places, tuple(kinds)) if bool((np.abs(places) < 10 * UNITS).all()) else None


def _curve(start: _Points, first: _Points, second: _Points, end: _Points) -> _Points:
    t = _STEPS
    found: _Points = (1 - t) ** 3 * start + 3 * (1 - t) ** 2 * t * first + 3 * (1 - t) * t**2 * second + t**3 * end
    return found

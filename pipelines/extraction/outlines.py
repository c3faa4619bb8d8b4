"""Outlines: the lines and curves a font draws for a character, as pdfium has them.

Belongs here: fetching outlines, their boxes, and what tells one from another. Which digits they are is said in ``drawn_digits``.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

import numpy as np
import pypdfium2.raw as pdfium_c
from numpy.typing import NDArray

from pipelines.pdf import calls

#: pdfium gives outlines in font sizes, whatever size it is asked for; here their units are thousandths of it.
UNITS = 1000
ANY_SIZE = 1.0
#: A curve is drawn as so many straight lines.
_STEPS = np.linspace(0, 1, 9)[1:, None]
#: Larger outlines are no digits.
_MOST_SEGMENTS = 1000

Points = NDArray[np.float64]
#: Left, right, bottom and top, in thousandths of the font size about the origin.
Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Outline:
    """What a font draws for a character, in thousandths of the font size about the origin."""

    #: Ends of lines and curves and what bends the curves, a row each, and pdfium's kinds of them.
    points: Points
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

    def contours(self) -> list[Points]:
        """Return the closed lines, curves made of straight parts."""
        curves = set(self._curves())
        found: list[list[Points]] = []
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


def outline_of(font: int, char: str) -> Outline | None:
    """Return what a font (pdfium's address, its page open) draws where its text says ``char``; None if that is no outline."""
    path = calls.glyph_path(font, ord(char), ANY_SIZE)
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


def _curve(start: Points, first: Points, second: Points, end: Points) -> Points:
    t = _STEPS
    found: Points = (1 - t) ** 3 * start + 3 * (1 - t) ** 2 * t * first + 3 * (1 - t) * t**2 * second + t**3 * end
    return found

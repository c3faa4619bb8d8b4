"""Rules on a straightened picture of a page: long thin dark strokes, level or upright.

Belongs here: finding strokes. Which of them make a table is decided in ``lattice``: those that cross.
"""

from __future__ import annotations

from typing import cast

import cv2
import numpy as np
from numpy.typing import NDArray

from pipelines.pdf.ocr import Picture

#: The shortest rule: rows of forms are 15 pt high and more, strokes of characters in tables at most 12 pt long.
_SHORTEST_POINTS = 14.0
#: Anything thicker is a filled area.
_THICKEST_POINTS = 4.0
#: What a scanner leaves out of a rule, at most.
_GAP_POINTS = 3.0
#: A stroke this long is no part of a character, whatever it ends at.
_SURE_POINTS = 40.0
#: A rule's end lies no farther from the rule across it.
_TOUCH_POINTS = 3.0

Segment = tuple[float, float, float, float]


def find_rules(picture: Picture, points_per_pixel: float) -> tuple[list[Segment], list[Segment]]:
    """Return the horizontal and the vertical rules, x0, y0, x1, y1 in points from the bottom left."""
    grey = cv2.cvtColor(picture, cv2.COLOR_BGR2GRAY)
    dark = cast(
        "NDArray[np.uint8]",
        cv2.adaptiveThreshold(grey, 255, cv2.ADAPTIVE_THRESH_MEAN_C, cv2.THRESH_BINARY_INV, 31, 12),
    )
    level = _strokes(dark, points_per_pixel)
    # Upright strokes are level ones of the page lying on its side.
    upright = _strokes(np.ascontiguousarray(dark.T), points_per_pixel)
    height = picture.shape[0]

    def up(y: float) -> float:
        return float((height - y) * points_per_pixel)

    horizontal = [(x0 * points_per_pixel, up(y), x1 * points_per_pixel, up(y)) for x0, x1, y in level]
    vertical = [(x * points_per_pixel, up(y1), x * points_per_pixel, up(y0)) for y0, y1, x in upright]
    return _without_strokes(horizontal, vertical), _turned(_without_strokes(_turned(vertical), _turned(horizontal)))


def _without_strokes(rules: list[Segment], across: list[Segment]) -> list[Segment]:
    """Return the horizontal rules, ends drawn to the rules they meet, without strokes of characters.

    Strokes are short and don't end at rules across them.
    """
    kept: list[Segment] = []
    for x0, y, x1, _ in rules:
        ends = _met(x0, y, across), _met(x1, y, across)
        if x1 - x0 >= _SURE_POINTS or None not in ends:
            start, end = x0 if ends[0] is None else ends[0], x1 if ends[1] is None else ends[1]
            kept.append((start, y, end, y))
    return kept


def _met(x: float, y: float, across: list[Segment]) -> float | None:
    """Return where the rule stands that a horizontal rule's end meets; None if it meets none."""
    met = [
        rule[0]
        for rule in across
        if abs(x - rule[0]) <= _TOUCH_POINTS and rule[1] - _TOUCH_POINTS <= y <= rule[3] + _TOUCH_POINTS
    ]
    return min(met, key=lambda place: abs(place - x), default=None)


def _turned(rules: list[Segment]) -> list[Segment]:
    """Return the rules with x and y exchanged."""
    return [(y0, x0, y1, x1) for x0, y0, x1, y1 in rules]


def _strokes(dark: NDArray[np.uint8], points_per_pixel: float) -> list[tuple[float, float, float]]:
    """Return the level strokes of a dark-on-black mask: from, to, and at which height, in pixels."""
    shortest, gap = round(_SHORTEST_POINTS / points_per_pixel), max(1, round(_GAP_POINTS / points_per_pixel))
    # A rule slightly off level steps by a pixel now and then: thickened by one, it stays in one piece.
    thick = cv2.dilate(dark, cv2.getStructuringElement(cv2.MORPH_RECT, (1, 3)))
    opened = cv2.morphologyEx(thick, cv2.MORPH_OPEN, cv2.getStructuringElement(cv2.MORPH_RECT, (shortest, 1)))
    closed = cv2.morphologyEx(opened, cv2.MORPH_CLOSE, cv2.getStructuringElement(cv2.MORPH_RECT, (gap, 1)))
    count, _, boxes, middles = cv2.connectedComponentsWithStats(closed, connectivity=8)
    return [
        (
            float(boxes[n, cv2.CC_STAT_LEFT]),
            float(boxes[n, cv2.CC_STAT_LEFT] + boxes[n, cv2.CC_STAT_WIDTH]),
            float(middles[n, 1]),
        )
        for n in range(1, count)
        if boxes[n, cv2.CC_STAT_HEIGHT] * points_per_pixel <= _THICKEST_POINTS
    ]

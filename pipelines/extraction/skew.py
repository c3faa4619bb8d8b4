"""Straightening a scanned page: how far it lies askew, by its own long rules.

Belongs here: the angle and the turned picture.
"""

from __future__ import annotations

import math
from typing import cast

import cv2
import numpy as np

from pipelines.pdf.ocr import Picture

#: A rule counts as long from this share of the page's width on; shorter ones say little about an angle.
_LONG_RULE_SHARE = 0.2
#: Scanners leave pages up to some degrees askew; more is a drawing.
_MAX_DEGREES = 5.0
#: Below this a rule of a whole page's width rises by less than two pixels: turning would only blur.
_MIN_DEGREES = 0.04
#: A level stroke this long, in pixels, is a piece of a rule (or of a long character, which does no harm): a rule 2 pixels
#: thick that lies 4 degrees askew is made of such pieces.
_PIECE_PIXELS = 25


def turned(picture: Picture, degrees: float) -> Picture:
    """Return the picture turned counter-clockwise about its middle, same size; hardly any turn is none."""
    if abs(degrees) < _MIN_DEGREES:
        return picture
    height, width = picture.shape[:2]
    turn = cv2.getRotationMatrix2D((width / 2, height / 2), degrees, 1.0)
    white = (255, 255, 255)
    return cast("Picture", cv2.warpAffine(picture, turn, (width, height), flags=cv2.INTER_CUBIC, borderValue=white))


def skew_degrees(picture: Picture) -> float:
    """Return by how many degrees the long rules fall to the right, which is what turning must undo; 0 without rules."""
    grey = cv2.cvtColor(picture, cv2.COLOR_BGR2GRAY)
    dark = cv2.adaptiveThreshold(grey, 255, cv2.ADAPTIVE_THRESH_MEAN_C, cv2.THRESH_BINARY_INV, 31, 12)
    level = cv2.morphologyEx(dark, cv2.MORPH_OPEN, cv2.getStructuringElement(cv2.MORPH_RECT, (_PIECE_PIXELS, 1)))
    joined = cv2.dilate(level, cv2.getStructuringElement(cv2.MORPH_RECT, (_PIECE_PIXELS, 3)))
    contours, _ = cv2.findContours(joined, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_NONE)
    shortest = picture.shape[1] * _LONG_RULE_SHARE
    angles: list[float] = []
    for contour in contours:
        _, _, width, height = cv2.boundingRect(contour)
        if width >= shortest and height <= width * math.tan(math.radians(_MAX_DEGREES)) + 10:
            dx, dy, _, _ = (float(value) for value in cv2.fitLine(contour, cv2.DIST_L2, 0, 0.01, 0.01).flatten())
            angles.append(math.degrees(math.atan2(dy, dx)))
    return float(np.median(angles)) if angles else 0.0

"""Straightening a scanned page: how far it lies askew, by its own long rules.

Belongs here: the angle and the turned picture.
"""

from __future__ import annotations

import math
from typing import cast

import cv2
import numpy as np

from pipelines.ocr import Picture

#: A rule counts as long from this share of the page's width on; shorter ones say little about an angle.
_LONG_RULE_SHARE = 0.2
#: Scanners leave pages up to a few degrees askew; more is a drawing.
_MAX_DEGREES = 5.0
#: Below this a rule of a whole page's width rises by less than two pixels: turning would only blur.
_MIN_DEGREES = 0.04


def straighten(picture: Picture) -> Picture:
    """Return the picture turned so that its long horizontal rules lie level; unchanged where it has none."""
    degrees = skew_degrees(picture)
    if abs(degrees) < _MIN_DEGREES:
        return picture
    height, width = picture.shape[:2]
    turn = cv2.getRotationMatrix2D((width / 2, height / 2), degrees, 1.0)
    white = (255, 255, 255)
    return cast("Picture", cv2.warpAffine(picture, turn, (width, height), flags=cv2.INTER_CUBIC, borderValue=white))


def skew_degrees(picture: Picture) -> float:
    """Return by how many degrees the page's long rules fall to the right (what turning back must undo)."""
    grey = cv2.cvtColor(picture, cv2.COLOR_BGR2GRAY)
    dark = cv2.adaptiveThreshold(grey, 255, cv2.ADAPTIVE_THRESH_MEAN_C, cv2.THRESH_BINARY_INV, 31, 12)
    shortest = int(picture.shape[1] * _LONG_RULE_SHARE)
    segments = cv2.HoughLinesP(dark, 1, math.pi / 3600, 200, minLineLength=shortest, maxLineGap=6)
    if segments is None:
        return 0.0
    ends = segments.reshape(-1, 4).astype(float)
    angles = np.degrees(np.arctan2(ends[:, 3] - ends[:, 1], ends[:, 2] - ends[:, 0]))
    level = np.abs(angles) <= _MAX_DEGREES
    return float(np.median(angles[level])) if level.any() else 0.0

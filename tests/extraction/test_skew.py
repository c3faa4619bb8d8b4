"""How far a scanned page lies askew, by its rules."""

from __future__ import annotations

import cv2
import numpy as np
import pytest

from pipelines.extraction.skew import skew_degrees, turned
from pipelines.pdf.ocr import Picture


def _page() -> Picture:
    picture = np.full((700, 1000, 3), 255, np.uint8)
    for y in range(100, 650, 90):
        cv2.line(picture, (80, y), (920, y), (0, 0, 0), 2)
    return picture


@pytest.mark.parametrize("degrees", [-3.0, -0.5, 0.0, 0.5, 3.0])
def test_turning_back_by_the_skew_makes_it_level(degrees: float) -> None:
    askew = turned(_page(), -degrees)
    found = skew_degrees(askew)
    assert found == pytest.approx(degrees, abs=0.15)
    assert skew_degrees(turned(askew, found)) == pytest.approx(0, abs=0.1)


def test_a_page_without_rules_is_not_turned() -> None:
    blank = np.full((700, 1000, 3), 255, np.uint8)
    assert skew_degrees(blank) == 0.0
    assert turned(blank, 0.01) is blank


def test_a_drawing_says_nothing_about_the_page() -> None:
    picture = np.full((700, 1000, 3), 255, np.uint8)
    cv2.line(picture, (80, 100), (920, 500), (0, 0, 0), 2)
    assert skew_degrees(picture) == 0.0

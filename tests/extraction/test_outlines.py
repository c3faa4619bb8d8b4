"""Outlines are fetched as a font draws them, in thousandths of the font size."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pypdfium2.raw as pdfium_c
import pytest

from pipelines.extraction.outlines import Outline, outline_of
from tests.extraction.outlined import outlines_of

_MOVE, _LINE, _BEND = (
    pdfium_c.FPDF_SEGMENT_MOVETO,
    pdfium_c.FPDF_SEGMENT_LINETO,
    pdfium_c.FPDF_SEGMENT_BEZIERTO,
)


def _outline(*points: tuple[int, float, float]) -> Outline:
    return Outline(np.array([point[1:] for point in points], np.float64), tuple(point[0] for point in points))


def test_an_outline_stands_about_its_origin_in_thousandths_of_the_font_size(tmp_path: Path) -> None:
    outlines = outlines_of(tmp_path / "page.pdf", "Helvetica", "1")
    left, right, bottom, top = outlines["1"].box
    # Helvetica's digits are 556 wide, on the baseline, 703 to 709 high.
    assert 0 < left < right < 556
    assert bottom == pytest.approx(0, abs=20)
    assert top == pytest.approx(706, abs=25)


def test_closed_lines_are_told_apart_and_curves_are_made_of_straight_parts() -> None:
    outline = _outline(
        (_MOVE, 0, 0),
        (_LINE, 100, 0),
        (_LINE, 100, 100),
        (_MOVE, 20, 20),
        (_BEND, 20, 60),
        (_BEND, 60, 60),
        (_BEND, 60, 20),
    )
    first, second = outline.contours()
    assert first.tolist() == [[0, 0], [100, 0], [100, 100]]
    assert second[0].tolist() == [20, 20] and second[-1].tolist() == [60, 20]
    assert len(second) > 4
    # The top of that curve: three quarters of the way to what bends it.
    assert second[:, 1].max() == pytest.approx(50)


def test_outlines_that_differ_have_other_marks() -> None:
    one, other = _outline((_MOVE, 0, 0), (_LINE, 9, 9)), _outline((_MOVE, 0, 0), (_LINE, 9, 8))
    assert one.mark() == _outline((_MOVE, 0, 0), (_LINE, 9, 9)).mark()
    assert one.mark() != other.mark()


def test_a_font_that_is_not_there_has_no_outline() -> None:
    assert outline_of(0, "5") is None

"""A digit is told by its outline, in fonts that the looks were not made of, too; what is no digit is like none."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pypdfium2.raw as pdfium_c
import pytest

from pipelines.extraction.digit_looks import digit_like
from pipelines.extraction.outlines import Outline
from specimens.typeset.fonts import register_font
from tests.extraction.outlined import outlines_of

_DIGITS = "0123456789"


@pytest.mark.parametrize("font", ["sans", "serif", "Helvetica", "Times-BoldItalic", "Courier-Oblique"])
def test_each_digit_looks_like_itself(font: str, tmp_path: Path) -> None:
    name = register_font(font, _DIGITS) if font in ("sans", "serif") else font
    outlines = outlines_of(tmp_path / "digits.pdf", name, _DIGITS)
    assert {char: digit_like(outline) for char, outline in outlines.items()} == {digit: digit for digit in _DIGITS}


def test_a_digit_may_be_set_wider(tmp_path: Path) -> None:
    three = outlines_of(tmp_path / "digits.pdf", "Helvetica", "3")["3"]
    assert digit_like(Outline(three.points * (1.5, 1), three.kinds)) == "3"


def test_what_is_no_digit_looks_like_none(tmp_path: Path) -> None:
    letters = outlines_of(tmp_path / "letters.pdf", "Helvetica", "MX#@")
    assert [digit_like(outline) for outline in letters.values()] == [None] * 4
    square = np.array([(0, 0), (500, 0), (500, 700), (0, 700)], np.float64)
    kinds = (pdfium_c.FPDF_SEGMENT_MOVETO, *[pdfium_c.FPDF_SEGMENT_LINETO] * 3)
    assert digit_like(Outline(square, kinds)) is None
    assert digit_like(Outline(square * 0, kinds)) is None

"""Where a wording stands on a page."""

from __future__ import annotations

from pathlib import Path

import pypdfium2 as pdfium
import pytest

from pipelines.pdf.page_image import Box
from pipelines.pdf.page_words import find_words
from tests.extraction.paper import WIDTH, Paper


def _find(folder: Path, paper: Paper, words: str, near: Box | None = None, rotation: int = 0) -> list[Box]:
    with pdfium.PdfDocument(paper.save(folder / "page.pdf")) as document:
        page = document[0]
        page.set_rotation(rotation)
        return find_words(page, words, near)


def _paper() -> Paper:
    paper = Paper()
    paper.text(100, 700, "Total  amount")
    paper.text(100, 600, "Total")
    paper.text(100, 588, "amount")
    return paper


def test_blanks_and_line_breaks_do_not_count(tmp_path: Path) -> None:
    (box,) = _find(tmp_path, _paper(), "Totalamount")
    assert box[0] == pytest.approx(100, abs=1) and box[1] < 700 < box[3]
    lower = _find(tmp_path, _paper(), "Total amount", near=(100, 588, 150, 610))
    assert len(lower) == 2 and lower[0][1] < 600 < lower[0][3] and lower[1][1] < 588 < lower[1][3]


def test_words_that_stand_nowhere_have_no_place(tmp_path: Path) -> None:
    assert _find(tmp_path, _paper(), "revenue") == []
    assert _find(tmp_path, _paper(), "  ") == []


def test_a_turned_page_is_told_as_it_is_displayed(tmp_path: Path) -> None:
    paper = Paper()
    paper.canvas.rotate(90)
    paper.text(100, -300, "Total amount")
    (box,) = _find(tmp_path, paper, "Totalamount", rotation=90)
    assert box[2] - box[0] > box[3] - box[1]
    assert box[0] == pytest.approx(100, abs=1) and box[1] < WIDTH - 300 < box[3]

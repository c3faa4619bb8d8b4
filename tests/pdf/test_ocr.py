"""Which pages must be read by OCR."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pypdfium2 as pdfium
import pytest
from PIL import Image
from reportlab.lib.utils import ImageReader

from pipelines.pdf.ocr import _engine, needs_ocr, picture_share, recognize
from pipelines.pdf.render import render
from tests.extraction.paper import HEIGHT, WIDTH, Paper


def _page(folder: Path, paper: Paper) -> pdfium.PdfPage:
    return pdfium.PdfDocument(paper.save(folder / "page.pdf"))[0]


def _with_picture(*places: tuple[float, float, float, float]) -> Paper:
    paper = Paper()
    for n, (x, y, width, height) in enumerate(places):
        # Each another picture, or reportlab keeps one for all.
        paper.canvas.drawImage(ImageReader(Image.new("RGB", (8, 8), (200, n, 0))), x, y, width, height)
    return paper


def test_strips_of_a_page_count_together(tmp_path: Path) -> None:
    strips = _with_picture((0, 0, WIDTH, HEIGHT / 2), (0, HEIGHT / 2, WIDTH, HEIGHT / 4))
    assert picture_share(_page(tmp_path, strips)) == pytest.approx(0.75, abs=0.01)
    text = Paper()
    text.text(100, 700, "1")
    assert picture_share(_page(tmp_path, text)) == 0.0


@pytest.mark.parametrize(("characters", "needs"), [(0, True), (29, True), (30, False)])
def test_a_page_full_of_picture_with_hardly_any_text_is_a_scan(tmp_path: Path, characters: int, needs: bool) -> None:
    page = _page(tmp_path, _with_picture((0, 0, WIDTH, HEIGHT)))
    assert needs_ocr(page, characters) is needs


@pytest.mark.parametrize(("characters", "needs"), [(0, True), (1, False)])
def test_a_small_picture_alone_is_read_but_not_beside_text(tmp_path: Path, characters: int, needs: bool) -> None:
    assert needs_ocr(_page(tmp_path, _with_picture((0, 0, 60, 60))), characters) is needs


@pytest.mark.parametrize(("shapes", "needs"), [(0, False), (199, False), (200, True)])
def test_many_shapes_without_a_character_are_letters_drawn_as_outlines(
    tmp_path: Path, shapes: int, needs: bool
) -> None:
    paper = Paper()
    if not shapes:
        paper.canvas.showPage()
    for n in range(shapes):
        paper.canvas.rect(10 + n % 50 * 5, 10 + n // 50 * 5, 3, 3, stroke=0, fill=1)
    assert needs_ocr(_page(tmp_path, paper), 0) is needs


def test_no_lines_to_recognize_ask_no_engine() -> None:
    assert recognize([]) == []


def test_short_lines_say_the_same_and_the_next_are_read_as_ever(tmp_path: Path) -> None:
    paper = Paper()
    paper.text(100, 700, "1,286.40")
    picture = render(_page(tmp_path, paper), 0, 200)
    rows, columns = np.nonzero(picture.min(axis=2) < 128)
    line = picture[rows.min() - 8 : rows.max() + 9, columns.min() - 8 : columns.max() + 9]
    ((short, confidence),) = recognize([line], are_short=True)
    ((usual, _),) = recognize([line])
    assert short == usual == "1,286.40" and confidence > 0.9
    assert _engine()._load_rec_model().rec_image_shape[2] > _engine()._load_rec_model().rec_image_shape[1]

"""A page as a picture, turned the way it is read."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pypdfium2 as pdfium
import pytest

from pipelines.pdf import render as render_module
from pipelines.pdf.render import render, render_part
from tests.extraction.paper import HEIGHT, WIDTH, Paper


def _page(folder: Path) -> pdfium.PdfPage:
    paper = Paper()
    # In the upper left corner.
    paper.canvas.setFillColorRGB(1, 0, 0)
    paper.canvas.rect(0, HEIGHT - 50, 50, 50, stroke=0, fill=1)
    return pdfium.PdfDocument(paper.save(folder / "page.pdf"))[0]


@pytest.mark.parametrize(("turns", "corner"), [(0, (5, 5)), (1, (5, -5)), (2, (-5, -5)), (3, (-5, 5))])
def test_the_corner_goes_round_clockwise(tmp_path: Path, turns: int, corner: tuple[int, int]) -> None:
    picture = render(_page(tmp_path), turns, 72)
    height, width = picture.shape[:2]
    expected = (WIDTH, HEIGHT) if turns % 2 == 0 else (HEIGHT, WIDTH)
    assert (width, height) == pytest.approx(expected, abs=1)
    # Blue, green, red.
    assert picture[corner].tolist() == [0, 0, 255]
    assert (picture == 255).all(axis=2).mean() > 0.9


def test_a_poster_is_rendered_more_coarsely(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(render_module, "_MAX_PIXELS", 10_000)
    height, width = render(_page(tmp_path), 0, 200).shape[:2]
    assert height * width <= 10_000 * 1.05
    assert width / height == pytest.approx(WIDTH / HEIGHT, abs=0.02)


@pytest.mark.parametrize(
    ("rows", "columns"),
    [
        (slice(0, 40), slice(0, 200)),
        (slice(301, 352), slice(277, 300)),
        (slice(2300, 9000), slice(1600, 9000)),
        (slice(50, 40), slice(0, 9)),
        (slice(9000, 9001), slice(0, 9)),
    ],
)
@pytest.mark.parametrize("turn", [0, 90])
def test_a_part_is_what_the_whole_shows_there(turn: int, rows: slice, columns: slice, tmp_path: Path) -> None:
    paper = Paper()
    paper.table([(f"{n},286.40", "348.20") for n in range(1, 9)], (37.3, 97.1, 240.7), top=HEIGHT - 13.7)
    page = pdfium.PdfDocument(paper.save(tmp_path / "page.pdf"))[0]
    page.set_rotation(turn)
    part = render_part(page, 200, rows, columns)
    whole = render(page, 0, 200)[rows, columns]
    assert np.array_equal(part, whole) and part.shape == whole.shape


def test_a_part_of_a_poster_is_as_coarse_as_the_poster(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(render_module, "_MAX_PIXELS", 10_000)
    page = _page(tmp_path)
    corner = (slice(0, 30), slice(0, 20))
    assert np.array_equal(render_part(page, 200, *corner), render(page, 0, 200)[corner])

"""Rules among the shapes of a page: what Camelot takes for one, what it doesn't know, and what is none."""

from __future__ import annotations

from pathlib import Path

import pypdfium2 as pdfium
import pytest
from reportlab.pdfgen.canvas import Canvas

from pipelines.extraction.geometry import Affine
from pipelines.extraction.shapes import Drawn, read_drawn
from tests.extraction.paper import Paper


def drawn(paper: Paper, folder: Path) -> Drawn:
    with pdfium.PdfDocument(paper.save(folder / "shapes.pdf")) as document:
        return read_drawn(document[0], Affine())


def outline(canvas: Canvas, *points: tuple[float, float], stroke: int = 0, fill: int = 1) -> None:
    path = canvas.beginPath()
    path.moveTo(*points[0])
    for point in points[1:]:
        path.lineTo(*point)
    path.close()
    canvas.drawPath(path, stroke=stroke, fill=fill)


def rounded(segments: list[tuple[float, float, float, float]]) -> list[tuple[int, ...]]:
    return [tuple(round(value) for value in segment) for segment in segments]


def test_a_line_is_a_rule_whichever_way_it_is_drawn(tmp_path: Path) -> None:
    paper = Paper()
    paper.canvas.line(300, 700, 100, 700)
    paper.canvas.line(100, 700, 100, 600)
    found = drawn(paper, tmp_path)
    assert rounded(found.horizontal) == [(100, 700, 300, 700)]
    assert rounded(found.vertical) == [(100, 600, 100, 700)]


def test_a_slanting_line_is_no_rule(tmp_path: Path) -> None:
    paper = Paper()
    paper.canvas.line(100, 700, 300, 690)
    assert drawn(paper, tmp_path) == Drawn([], [], [], 1)


def test_a_stroked_rectangle_is_four_rules(tmp_path: Path) -> None:
    paper = Paper()
    paper.canvas.rect(100, 600, 50, 20)
    found = drawn(paper, tmp_path)
    assert sorted(rounded(found.horizontal)) == [(100, 600, 150, 600), (100, 620, 150, 620)]
    assert sorted(rounded(found.vertical)) == [(100, 600, 100, 620), (150, 600, 150, 620)]


@pytest.mark.parametrize("points", [[(100, 600), (300, 600), (300, 601), (100, 601)], [(100, 600), (300, 600), (299, 601), (101, 601)]])  # fmt: skip
def test_a_thin_filled_shape_is_a_rule_mitred_or_not(tmp_path: Path, points: list[tuple[float, float]]) -> None:
    paper = Paper()
    outline(paper.canvas, *points)
    found = drawn(paper, tmp_path)
    assert rounded(found.horizontal) == [(100, 600, 300, 600)]
    assert found.vertical == []


def test_the_ground_behind_a_text_and_underlines_are_no_sign_of_a_table(tmp_path: Path) -> None:
    paper = Paper()
    for n in range(8):
        paper.canvas.rect(100, 600 - 20 * n, 200, 18, stroke=0, fill=1)
        outline(paper.canvas, (100, 300 - 20 * n), (300, 300 - 20 * n), (300, 301 - 20 * n), (100, 301 - 20 * n))
    found = drawn(paper, tmp_path)
    assert found.telling_count == 0
    assert found.vertical == []


def test_dots_in_rows_may_be_rules(tmp_path: Path) -> None:
    paper = Paper()
    for n in range(30):
        paper.canvas.rect(100 + 4 * n, 600, 1, 1, stroke=0, fill=1)
    assert drawn(paper, tmp_path).telling_count == 30


def test_rules_inside_forms_stand_where_the_form_puts_them(tmp_path: Path) -> None:
    paper = Paper()
    canvas = paper.canvas
    canvas.beginForm("inner")
    canvas.line(0, 0, 100, 0)
    canvas.endForm()
    canvas.beginForm("outer")
    canvas.saveState()
    canvas.translate(10, 20)
    canvas.doForm("inner")
    canvas.restoreState()
    canvas.endForm()
    canvas.saveState()
    canvas.transform(2, 0, 0, 2, 50, 500)
    canvas.doForm("outer")
    canvas.restoreState()
    assert rounded(drawn(paper, tmp_path).horizontal) == [(70, 540, 270, 540)]

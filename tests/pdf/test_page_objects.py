"""A page's objects in order, also inside forms, and where they stand."""

from __future__ import annotations

from pathlib import Path

import pypdfium2 as pdfium
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.pdf.page_objects import IMAGE, PATH, TEXT, moved_box, page_objects
from tests.extraction.paper import Paper


def _objects(paper: Paper, folder: Path, *kinds: int, in_forms_only: bool = False) -> list[tuple[int, object]]:
    with pdfium.PdfDocument(paper.save(folder / "page.pdf")) as document:
        page = document[0]
        found = page_objects(page, frozenset(kinds) if kinds else None, in_forms_only=in_forms_only)
        return [(item.kind, item.bounds()) for item in found]


def test_objects_come_in_the_order_they_are_drawn(tmp_path: Path) -> None:
    paper = Paper()
    paper.canvas.line(100, 700, 200, 700)
    paper.text(100, 650, "1")
    assert [kind for kind, _ in _objects(paper, tmp_path)] == [PATH, TEXT]


def test_only_the_kinds_asked_for(tmp_path: Path) -> None:
    paper = Paper()
    paper.canvas.line(100, 700, 200, 700)
    paper.text(100, 650, "1")
    assert [kind for kind, _ in _objects(paper, tmp_path, TEXT, IMAGE)] == [TEXT]


@pytest.mark.parametrize("in_forms_only", [False, True])
def test_what_a_form_holds_stands_where_the_form_puts_it(tmp_path: Path, in_forms_only: bool) -> None:
    paper = Paper()
    paper.text(100, 700, "1")
    paper.canvas.beginForm("stamp")
    paper.canvas.rect(0, 0, 10, 20, stroke=0, fill=1)
    paper.canvas.endForm()
    paper.canvas.translate(100, 200)
    paper.canvas.doForm("stamp")
    found = _objects(paper, tmp_path, in_forms_only=in_forms_only)
    assert [kind for kind, _ in found] == ([PATH] if in_forms_only else [TEXT, PATH])
    assert found[-1][1] == pytest.approx((100, 200, 110, 220), abs=0.5)


@given(*[st.floats(-100, 100)] * 6)
def test_a_moved_box_holds_every_corner(a: float, b: float, c: float, d: float, e: float, f: float) -> None:
    left, bottom, right, top = moved_box((a, b, c, d, e, f), (0, 0, 3, 5))
    for x, y in ((0, 0), (3, 0), (0, 5), (3, 5)):
        assert left <= a * x + c * y + e <= right
        assert bottom <= b * x + d * y + f <= top

"""Where a mark stands: its own box, its words near it, and never words elsewhere."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pypdfium2 as pdfium
import pytest

from pipelines.review.answer import Mark
from pipelines.site.mark_places import boxes_of
from tests.documents.files_for_tests import pdf_of


@pytest.fixture
def page(tmp_path: Path) -> Iterator[pdfium.PdfPage]:
    path = tmp_path / "a.pdf"
    path.write_bytes(pdf_of("收入总计", "支出总计"))
    with pdfium.PdfDocument(path) as document:
        yield document[0]


def test_a_box_alone_is_the_place(page: pdfium.PdfPage) -> None:
    assert boxes_of(page, Mark("d", 1, True, (1.0, 2.0, 3.0, 4.0))) == [(1.0, 2.0, 3.0, 4.0)]


def test_words_alone_are_looked_for(page: pdfium.PdfPage) -> None:
    ((left, bottom, right, top),) = boxes_of(page, Mark("d", 1, True, words="支出 总计"))
    assert left == pytest.approx(60, abs=2) and right > left and bottom < 735 < top
    assert boxes_of(page, Mark("d", 1, True, words="没有的字")) == []


def test_words_near_the_box_are_more_exact_and_those_elsewhere_are_not_taken(page: pdfium.PdfPage) -> None:
    near, far = (58.0, 725.0, 140.0, 750.0), (400.0, 100.0, 450.0, 120.0)
    (found,) = boxes_of(page, Mark("d", 1, True, near, "支出总计"))
    assert found != near
    assert boxes_of(page, Mark("d", 1, True, far, "支出总计")) == [far]

"""The marked copy: what any PDF reader shows of it, on pages that are cropped and turned, too."""

from __future__ import annotations

import ctypes
from dataclasses import dataclass, replace
from pathlib import Path

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c
import pytest

from pipelines.pdf.page_image import PageImageError
from pipelines.site.annotated_copy import write_annotated_copy
from tests.documents.files_for_tests import pdf_of
from tests.site.reviews import FINDING, NO_FAULT, review_of


@dataclass(frozen=True)
class Annotation:
    page_no: int
    is_highlight: bool
    box: tuple[float, float, float, float]
    words: str
    colour: tuple[int, int, int]


def _annotations(path: Path) -> list[Annotation]:
    found = []
    with pdfium.PdfDocument(path) as document:
        for page_no, page in enumerate(document, start=1):
            for number in range(pdfium_c.FPDFPage_GetAnnotCount(page.raw)):
                raw = pdfium_c.FPDFPage_GetAnnot(page.raw, number)
                box = pdfium_c.FS_RECTF()
                pdfium_c.FPDFAnnot_GetRect(raw, box)
                size = pdfium_c.FPDFAnnot_GetStringValue(raw, b"Contents", None, 0)
                buffer = (ctypes.c_ushort * (size // 2))()
                pdfium_c.FPDFAnnot_GetStringValue(raw, b"Contents", buffer, size)
                words = bytes(buffer).decode("utf-16-le").rstrip("\0")
                is_highlight = pdfium_c.FPDFAnnot_GetSubtype(raw) == pdfium_c.FPDF_ANNOT_HIGHLIGHT
                corners = (box.left, box.bottom, box.right, box.top)
                colour = [ctypes.c_uint() for _ in "rgba"]
                pdfium_c.FPDFAnnot_GetColor(raw, pdfium_c.FPDFANNOT_COLORTYPE_Color, *colour)
                red, green, blue, _ = (part.value for part in colour)
                found.append(Annotation(page_no, is_highlight, corners, words, (red, green, blue)))
    return found


@pytest.fixture
def report(tmp_path: Path) -> Path:
    path = tmp_path / "某局.pdf"
    path.write_bytes(pdf_of("某局2024年部门预算", pages=2))
    return path


def test_the_words_stand_at_the_figure_and_the_original_is_not_touched(report: Path, tmp_path: Path) -> None:
    before = report.read_bytes()
    target = tmp_path / "out" / "marked.pdf"
    assert write_annotated_copy(review_of(report, FINDING), target) == 2
    first, second = _annotations(target)
    assert first.page_no == 1 and first.is_highlight and first.box == pytest.approx((100, 700, 160, 714), abs=0.1)
    assert "1. 错误：“合计”印为 1.00万元，应为 2.00万元" in first.words and "报告所印不一致" in first.words
    assert second.page_no == 2 and FINDING.title_zh in second.words, (
        "nothing is doubted on this page: the words stand here, too"
    )
    assert report.read_bytes() == before


def test_a_witness_on_the_page_of_the_figure_only_names_the_finding(report: Path, tmp_path: Path) -> None:
    witness = replace(FINDING.marks[1], page_no=1)
    finding = replace(FINDING, marks=(FINDING.marks[0], witness))
    write_annotated_copy(review_of(report, finding), tmp_path / "marked.pdf")
    assert [item.words.startswith("第1条") for item in _annotations(tmp_path / "marked.pdf")] == [False, True]


def test_a_witness_is_green_on_a_page_of_its_own_too(report: Path, tmp_path: Path) -> None:
    write_annotated_copy(review_of(report, FINDING), tmp_path / "marked.pdf")
    first, second = (item.colour for item in _annotations(tmp_path / "marked.pdf"))
    assert first[0] > first[1] and second[1] > second[0], "red, and green"


def test_a_finding_that_doubts_no_figure_shows_all_of_them_in_its_colour(report: Path, tmp_path: Path) -> None:
    marks = tuple(replace(mark, is_suspect=False) for mark in FINDING.marks)
    write_annotated_copy(review_of(report, replace(FINDING, marks=marks)), tmp_path / "marked.pdf")
    assert all(item.colour[0] > item.colour[1] for item in _annotations(tmp_path / "marked.pdf"))


def test_a_finding_without_a_place_is_a_note_on_its_first_page(report: Path, tmp_path: Path) -> None:
    write_annotated_copy(review_of(report, replace(FINDING, marks=(), page_nos=(2,))), tmp_path / "marked.pdf")
    (note,) = _annotations(tmp_path / "marked.pdf")
    assert note.page_no == 2 and not note.is_highlight and FINDING.title_zh in note.words


def test_marks_of_another_report_are_left_out(report: Path, tmp_path: Path) -> None:
    other = replace(FINDING, document_id="d2", marks=(replace(FINDING.marks[0], document_id="d2"),))
    assert write_annotated_copy(review_of(report, other), tmp_path / "marked.pdf") == 0
    assert not _annotations(tmp_path / "marked.pdf")


def test_a_cropped_and_turned_page_is_marked_where_the_figure_is_displayed(report: Path, tmp_path: Path) -> None:
    with pdfium.PdfDocument(report) as document:
        page = document[0]
        page.set_cropbox(50, 100, 550, 800)
        page.set_rotation(90)
        turned = tmp_path / "turned.pdf"
        document.save(turned)
    displayed = replace(FINDING.marks[0], box=(100.0, 300.0, 160.0, 314.0))
    write_annotated_copy(review_of(turned, replace(FINDING, marks=(displayed,))), tmp_path / "marked.pdf")
    (mark,) = _annotations(tmp_path / "marked.pdf")
    # Turned to the right, the page's left edge (50) is displayed on top and its lower edge (100) on the left.
    assert mark.box == pytest.approx((550 - 314, 100 + 100, 550 - 300, 100 + 160), abs=0.1)


def test_what_cannot_be_opened_is_an_error_of_ours(tmp_path: Path) -> None:
    broken = tmp_path / "broken.pdf"
    broken.write_bytes(b"%PDF-1.4 no more")
    with pytest.raises(PageImageError, match="cannot be"):
        write_annotated_copy(review_of(broken, FINDING), tmp_path / "marked.pdf")


def test_what_a_person_decided_is_said_at_the_mark(report: Path, tmp_path: Path) -> None:
    write_annotated_copy(review_of(report, NO_FAULT), tmp_path / "marked.pdf")
    words = [annotation.words for annotation in _annotations(tmp_path / "marked.pdf")]
    assert any("提示" in text and "人工判断：不属实" in text for text in words)

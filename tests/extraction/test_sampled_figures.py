"""A sample of each document's amounts is held against its pages: who paints other digits is found, a sound report is left alone."""

from __future__ import annotations

import io
from collections.abc import Sequence
from pathlib import Path
from typing import Literal

import pypdfium2 as pdfium
import pytest
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase.pdfmetrics import stringWidth

from pipelines.contract.doubts import chinese_of
from pipelines.extraction import ExtractedPage, extract_document, sampled_figures
from pipelines.extraction.glyphs import read_glyphs
from pipelines.extraction.sampled_figures import PictureSample
from pipelines.extraction.shown_figures import Look, PrintedFigure, look_at_page
from pipelines.extraction.true_digits import DigitProof
from pipelines.pdf.render import render
from tests.extraction.paper import Paper

_EDGES = (60.0, 160.0, 260.0, 360.0)
_TOP, _HEIGHT, _SIZE = 700.0, 24.0, 13.0
_SOUND = (("Income", "1,286.40", "13,348.20"), ("Spending", "7,635.20", "1,012.35"), ("Total", "8,921.60", "14,360.55"))
_Rows = Sequence[Sequence[str]]


def _page(paper: Paper, rows: _Rows, altered: str = "") -> None:
    """A page with a table; in the ``altered`` texts strokes are painted over each 5, which make a 6 of it."""
    paper.font_size = _SIZE
    paper.table(rows, _EDGES, top=_TOP, row_height=_HEIGHT)
    canvas = paper.canvas
    canvas.setLineWidth(1.4)
    for r, row in enumerate(rows):
        for c, text in enumerate(row):
            for n, char in enumerate(text if text in altered else ""):
                if char == "5":
                    x = _EDGES[c] + 4 + stringWidth(text[:n], "Helvetica", _SIZE)
                    y = _TOP - _HEIGHT * r - 12
                    canvas.line(x + 0.95, y + 2, x + 0.95, y + 6)
    canvas.setLineWidth(1)


def _paper(path: Path, *pages: tuple[_Rows, str]) -> Path:
    paper = Paper()
    for rows, altered in pages:
        _page(paper, rows, altered)
        paper.canvas.showPage()
    return paper.save(path)


def _texts(page: ExtractedPage) -> list[str]:
    (grid,) = page.grids
    return [cell.text for cell in grid.cells]


def _drawing(page_no: int) -> str:
    """The id of a document that draws a page."""
    return next(str(n) for n in range(1000) if PictureSample(str(n))._is_drawn(page_no))


@pytest.fixture
def looked(monkeypatch: pytest.MonkeyPatch) -> list[tuple[PrintedFigure, Look]]:
    """What is held against pictures, in order."""
    seen: list[tuple[PrintedFigure, Look]] = []

    def look(page: pdfium.PdfPage, figures: Sequence[PrintedFigure], turns: int) -> list[Look]:
        found = look_at_page(page, figures, turns)
        seen.extend(zip(figures, found, strict=True))
        return found

    monkeypatch.setattr(sampled_figures, "look_at_page", look)
    return seen


_FALSE = (("Income", "1,556.50", "13,545.20"), ("Spending", "7,555.25", "1,052.35"), ("Total", "5,921.65", "14,565.55"))
_ALL = " ".join(text for row in _FALSE for text in row)


def test_fonts_know_nothing_of_strokes_that_make_other_digits(tmp_path: Path) -> None:
    with pdfium.PdfDocument(_paper(tmp_path / "false.pdf", (_FALSE, _ALL))) as document:
        page = document[0]
        assert not DigitProof().is_page_false(page, 1, read_glyphs(page))


def test_a_page_that_shows_other_figures_than_its_text_says_is_read_as_a_picture(tmp_path: Path) -> None:
    (page,) = extract_document(_paper(tmp_path / "false.pdf", (_FALSE, _ALL)), "x").pages
    assert page.engine == "ocr" and page.text_layer == "scanned"
    assert _texts(page) == [text.replace("5", "6") for row in _FALSE for text in row]


@pytest.mark.slow
def test_pages_read_before_their_font_was_found_to_print_false_ones_are_looked_at_again(tmp_path: Path) -> None:
    # The sample of the first page is its large amount, which is sound; the second page is drawn.
    first = (("Income", "1,286.40", "535.2"), ("Total", "155.5", "255.5"))
    path = _paper(tmp_path / "both.pdf", (first, "535.2 155.5 255.5"), (_FALSE, _ALL), (_SOUND, ""))
    one, two, three = extract_document(path, _drawing(2)).pages
    assert one.engine == two.engine == "ocr"
    assert _texts(one) == ["Income", "1,286.40", "636.2", "Total", "166.6", "266.6"]
    assert three.engine == "vector"


def test_one_cell_that_differs_is_marked_and_read_as_it_was(tmp_path: Path) -> None:
    rows = (("Income", "5,286.45", "3.20"), ("Total", "0.50", "5.52"))
    (page,) = extract_document(_paper(tmp_path / "one.pdf", (rows, "5,286.45")), "x").pages
    assert page.engine == "vector" and page.conservation.status == "doubtful"
    (grid,) = page.grids
    doubts = {cell.text: cell.doubt for cell in grid.cells if cell.doubt}
    assert doubts == {"5,286.45": "grid 1 row 1 column 2: the picture of the page shows 628646"}
    assert _texts(page) == [text for row in rows for text in row]
    assert page.conservation.problems == tuple(doubts.values())
    assert chinese_of(doubts["5,286.45"]) == "第1个表格第1行第2列在页面图像上显示的是 628646"


def test_a_patch_with_another_digit_is_noticed(tmp_path: Path) -> None:
    """The last digit lies under a picture of a 7."""
    drawn = Paper()
    drawn.font_size = _SIZE
    drawn.text(0, 0, "7")
    with pdfium.PdfDocument(drawn.save(tmp_path / "digit.pdf")) as document:
        picture = document[0].render(scale=8, crop=(0, 0, 595 - 7.3, 842 - 9.5)).to_pil()
    paper = Paper()
    _page(paper, (("Income", "1,286.40", "3.20"), ("Total", "0.50", "5.52")))
    x = _EDGES[1] + 4 + stringWidth("1,286.4", "Helvetica", _SIZE)
    paper.canvas.drawImage(ImageReader(picture), x, _TOP - 12, 7.3, 9.5)
    (page,) = extract_document(paper.save(tmp_path / "patch.pdf"), "x").pages
    told = next(cell for grid in page.grids for cell in grid.cells if "1,286" in cell.text)
    assert told.text != "1,286.47" and told.doubt is not None


def test_a_sound_report_is_left_alone(looked: list[tuple[PrintedFigure, Look]], tmp_path: Path) -> None:
    path = _paper(tmp_path / "sound.pdf", *[(_SOUND, "")] * 8)
    pages = extract_document(path, _drawing(5)).pages
    assert {page.engine for page in pages} == {"vector"}
    assert {page.conservation.status for page in pages} == {"holds"}
    # One for the font, and another of each page that is drawn: few are.
    assert {figure.page_no for figure, _ in looked} >= {1, 5} and len(looked) <= 4
    assert {look.verdict for _, look in looked} == {"agrees"}


def test_the_same_is_looked_at_each_time(looked: list[tuple[PrintedFigure, Look]], tmp_path: Path) -> None:
    path = _paper(tmp_path / "sound.pdf", *[(_SOUND, "")] * 8)
    places = []
    for document_id in ("x", "x", "y"):
        extract_document(path, document_id)
        places.append([(figure.page_no, figure.place_id) for figure, _ in looked])
        looked.clear()
    assert places[0] == places[1] != places[2]


def test_each_font_that_prints_amounts_is_sampled(looked: list[tuple[PrintedFigure, Look]], tmp_path: Path) -> None:
    paper = Paper()
    paper.table((("Income", "1,286.40"), ("Other", ""), ("Total", "")), (60, 160, 260))
    for name, y in (("Times-Roman", 668), ("Courier", 648)):
        paper.canvas.setFont(name, 9)
        paper.canvas.drawString(164, y, "7,635.20")
    paper.canvas.showPage()
    paper.table((("Income", "13,348.20"), ("Total", "1,012.35")), (60, 160, 260))
    extract_document(paper.save(tmp_path / "fonts.pdf"), "x")
    on_first = {figure.place_id for figure, look in looked if figure.page_no == 1 and look.verdict == "agrees"}
    assert on_first == {f"grid 1 row {n} column 2" for n in (1, 2, 3)}


@pytest.mark.parametrize("turn", [90, 180, 270])
def test_print_that_does_not_stand_upright_is_read_the_way_it_stands(
    turn: Literal[90, 180, 270], looked: list[tuple[PrintedFigure, Look]], tmp_path: Path
) -> None:
    path = tmp_path / "turned.pdf"
    with pdfium.PdfDocument(_paper(tmp_path / "upright.pdf", (_SOUND, ""))) as document:
        document[0].set_rotation(turn)
        document.save(path)
    (page,) = extract_document(path, "x").pages
    assert page.engine == "vector" and [look.verdict for _, look in looked] == ["agrees"]


def test_what_has_no_amounts_is_not_looked_at(looked: list[tuple[PrintedFigure, Look]], tmp_path: Path) -> None:
    rows = (("Code", "Year", "Number"), ("30101", "2024", "12"), ("30102", "2025", "5"))
    (page,) = extract_document(_paper(tmp_path / "codes.pdf", (rows, "")), "x").pages
    assert page.grids and not looked


def test_print_that_fills_its_cell_is_not_cut(looked: list[tuple[PrintedFigure, Look]], tmp_path: Path) -> None:
    """Less is left beside the figures than a look leaves out at a cell's borders."""
    paper = Paper()
    rows = [("", "", "")] * 6
    paper.table(rows, (60, 98, 136, 174), row_height=12)
    for row in range(6):
        for column, text in enumerate(("408.62", "85.136", "82.944")):
            width = stringWidth(text, "Helvetica", 12)
            paper.canvas.setFont("Helvetica", 12)
            paper.canvas.drawString(60 + 38 * column + (38 - width) / 2, 690.5 - 12 * row, text)
    path = paper.save(tmp_path / "narrow.pdf")
    for document_id in "abcd":
        (page,) = extract_document(path, document_id).pages
        assert page.engine == "vector" and page.conservation.status == "holds"
    assert len(looked) >= 4 and not [look for _, look in looked if look.verdict == "differs"]


def test_a_figure_that_the_page_cuts_in_two_is_not_looked_at(
    looked: list[tuple[PrintedFigure, Look]], tmp_path: Path
) -> None:
    path = tmp_path / "cut.pdf"
    with pdfium.PdfDocument(_paper(tmp_path / "whole.pdf", (_SOUND, ""))) as document:
        # Through the middle of the first line.
        document[0].set_cropbox(0, 0, 595, _TOP - 6)
        document.save(path)
    for document_id in "abcdefgh":
        (page,) = extract_document(path, document_id).pages
        assert page.engine == "vector"
    assert len(looked) == 8 and not {figure.text for figure, _ in looked} & {"1,286.40", "13,348.20"}


def test_what_ocr_has_read_is_not_read_again(looked: list[tuple[PrintedFigure, Look]], tmp_path: Path) -> None:
    with pdfium.PdfDocument(_paper(tmp_path / "typed.pdf", (_SOUND, ""))) as document:
        picture = io.BytesIO()
        document[0].render(scale=200 / 72).to_pil().save(picture, "png")
    scan = Paper()
    scan.canvas.drawImage(ImageReader(picture), 0, 0, 595, 842)
    (page,) = extract_document(scan.save(tmp_path / "scan.pdf"), "x").pages
    assert page.engine == "ocr" and "13,348.20" in _texts(page) and not looked


def test_figures_that_cannot_be_read_accuse_nobody(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[int] = []

    def unread(page: pdfium.PdfPage, figures: Sequence[PrintedFigure], turns: int) -> list[Look]:
        asked.append(len(figures))
        return [Look(figure.place_id, "unread") for figure in figures]

    monkeypatch.setattr(sampled_figures, "look_at_page", unread)
    pages = extract_document(_paper(tmp_path / "unread.pdf", *[(_SOUND, "")] * 5), "x").pages
    assert {page.engine for page in pages} == {"vector"} and {page.conservation.status for page in pages} == {"holds"}
    # More of its page is looked at, and then its font is left.
    assert asked[:2] == [1, 5] and len(asked) <= 4


def test_the_page_shows_what_the_test_says(tmp_path: Path) -> None:
    """The picture itself: each 5 with a stroke has become darker where a 6 is closed."""
    with pdfium.PdfDocument(_paper(tmp_path / "false.pdf", (_FALSE, _ALL))) as false:
        painted = render(false[0], 0, 200)
    with pdfium.PdfDocument(_paper(tmp_path / "true.pdf", (_FALSE, ""))) as true:
        plain = render(true[0], 0, 200)
    assert (painted < plain).any() and not (painted > plain).any()

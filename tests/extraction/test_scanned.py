from __future__ import annotations

import io
import re
from pathlib import Path

import numpy as np
import pypdfium2 as pdfium
import pytest
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from pipelines.extraction import extract_document
from pipelines.extraction.glyphs import read_glyphs
from pipelines.extraction.lattice import read_segments
from pipelines.extraction.scanned_rules import find_rules
from pipelines.extraction.scanned_words import CONFIDENT, DISAGREED, FineLook, checked_figures, words_of_missed_cells
from pipelines.extraction.skew import skew_degrees, turned
from pipelines.pdf.ocr import OcrWord, needs_ocr
from specimens.typeset import LOOKS, load_report, typeset
from tests.extraction.paper import Paper

ROWS = [["301", "4,723,074.63", "0.00"], ["302", "519,324.24", "7"], ["303", "1", "2,600.50"]]


def word(text: str, confidence: float = 0.99) -> OcrWord:
    return OcrWord(text, confidence, 0, 0, 60, 20)


def white(width: int = 200, height: int = 100) -> np.ndarray[tuple[int, int, int], np.dtype[np.uint8]]:
    return np.full((height, width, 3), 255, dtype=np.uint8)


@pytest.mark.parametrize(
    ("first", "second", "text", "is_sure"),
    [
        ("1,234.00", "1,234.00", "1,234.00", True),
        ("1,234.00", "1,284.00", "1,234.00", False),
        ("1234OO", "123400", "123400", True),
        ("1,234,00", "1,234.00", "1,234.00", False),
        ("123456", "1234.56", "123456", False),
        ("12 345.00", "12345.00", "12345.00", True),
    ],
)
def test_two_readings_of_a_figure(
    monkeypatch: pytest.MonkeyPatch, first: str, second: str, text: str, is_sure: bool
) -> None:
    monkeypatch.setattr("pipelines.extraction.scanned_words.recognize", lambda crops: [(second, 0.98)] * len(crops))
    (checked,) = checked_figures([word(first)], FineLook(white(), 1.0))
    assert checked.text == text
    assert (checked.confidence >= CONFIDENT) == is_sure
    if not is_sure:
        assert checked.confidence <= DISAGREED


def test_words_are_not_read_twice(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pipelines.extraction.scanned_words.recognize", lambda crops: [("x", 0.1)] * len(crops))
    (checked,) = checked_figures([word("合计")], FineLook(white(), 1.0))
    assert checked == word("合计")


def test_a_cell_with_ink_that_cannot_be_read_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    picture = white()
    picture[40:60, 130:150] = 0
    monkeypatch.setattr("pipelines.extraction.scanned_words.recognize", lambda crops: [("", 0.0)] * len(crops))
    cells = [(0.0, 0.0, 100.0, 100.0), (100.0, 0.0, 200.0, 100.0)]
    found, unread = words_of_missed_cells(picture, [], cells)
    assert (found, unread) == ([], [cells[1]])


@pytest.mark.parametrize(
    ("height", "width", "text"),
    [(3, 8, "-"), (5, 10, "-"), (3, 28, "1"), (18, 6, "1"), (5, 6, "1")],
    ids=["dash", "bold dash", "as long as a character", "one", "point"],
)
def test_a_dash_alone_in_a_cell_is_not_asked_of_ocr(
    monkeypatch: pytest.MonkeyPatch, height: int, width: int, text: str
) -> None:
    picture = white()
    picture[40 : 40 + height, 130 : 130 + width] = 0
    monkeypatch.setattr("pipelines.extraction.scanned_words.recognize", lambda crops: [("1", 0.5)] * len(crops))
    beside = OcrWord("合计", 0.99, 10, 40, 60, 70)
    found, unread = words_of_missed_cells(picture, [beside], [(0.0, 0.0, 100.0, 100.0), (100.0, 0.0, 200.0, 100.0)])
    assert ([word.text for word in found], unread) == ([text], [])


def test_a_page_askew_is_straightened() -> None:
    picture = white(800, 600)
    for y in range(100, 500, 40):
        picture[y : y + 3, 50:750] = 0
    for degrees in (-2.0, -0.3, 0.4, 1.5):
        askew = turned(picture, degrees)
        assert skew_degrees(askew) == pytest.approx(-degrees, abs=0.06)
    assert skew_degrees(white()) == 0.0


def scanned(path: Path, turns: int) -> Path:
    """Make a scan of a small table, the sheet fed turned by so many quarters."""
    paper = Paper()
    paper.font_size = 12
    paper.text(60, 760, "Budget of the year 2024, amounts in yuan")
    paper.table(ROWS, [60.0, 140.0, 260.0, 360.0], row_height=26)
    whole = paper.save(path.with_suffix(".whole.pdf"))
    with pdfium.PdfDocument(whole) as document:
        picture = document[0].render(scale=200 / 72, rotation=90 * turns).to_pil()
    size = (picture.width * 0.36, picture.height * 0.36)
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=size)
    canvas.drawImage(ImageReader(picture), 0, 0, *size)
    canvas.save()
    path.write_bytes(buffer.getvalue())
    return path


@pytest.mark.parametrize("turns", [0, 3])
def test_a_scanned_table_reads_like_a_printed_one_whichever_way_it_was_fed(tmp_path: Path, turns: int) -> None:
    (page,) = extract_document(scanned(tmp_path / "scan.pdf", turns), "x").pages
    assert (page.text_layer, page.engine, page.conservation.status) == ("scanned", "ocr", "holds")
    (grid,) = page.grids
    assert [[cell.text for cell in row] for row in grid.rows()] == ROWS
    assert all(cell.ocr_confidence is not None for cell in grid.cells)
    # The box of the first cell on the displayed page: top left upright; fed with its top to the left, bottom left.
    first = grid.cells[0].box
    assert (first.y1 > page.height / 2) == (turns == 0)
    assert first.x0 < page.width / 2


def _with_text_layer(path: Path, mode: int, alpha: float, is_below: bool, is_shifted: bool, strips: int) -> Path:
    """A scan whose file also holds somebody's wrong OCR: below or above the picture, in a mode, so opaque."""
    paper = Paper()
    paper.font_size = 12
    paper.table(ROWS, [60.0, 140.0, 260.0, 360.0], row_height=26)
    with pdfium.PdfDocument(paper.save(path.with_suffix(".whole.pdf"))) as document:
        picture = document[0].render(scale=150 / 72).to_pil()
    canvas = Canvas(str(path), pagesize=(595, 842))

    def write_text() -> None:
        canvas.saveState()
        canvas.setFillAlpha(alpha)
        for number in range(12):
            text = canvas.beginText(64 + 6 * is_shifted, 688 - 26 * number)
            text.setFont("Helvetica", 12)
            text.setTextRenderMode(mode)
            text.textOut("301 4,728,074.68 0.09")
            canvas.drawText(text)
        canvas.restoreState()

    if is_below:
        write_text()
    step = picture.height // strips
    for n in range(strips):
        part = picture.crop((0, n * step, picture.width, (n + 1) * step if n < strips - 1 else picture.height))
        top = 842 - 842 * n * step / picture.height
        height = 842 * part.height / picture.height
        canvas.drawImage(ImageReader(part), 0, top - height, 595, height)
    if not is_below:
        write_text()
    canvas.save()
    return path


@pytest.mark.parametrize(
    ("mode", "alpha", "is_below", "is_shifted", "strips"),
    [
        (0, 1.0, True, False, 1),
        (0, 1.0, True, True, 1),
        (0, 1.0, True, False, 8),
        (2, 1.0, True, False, 1),
        (1, 1.0, True, True, 3),
        (3, 1.0, True, False, 1),
        (3, 1.0, False, False, 1),
        (3, 1.0, False, True, 8),
        (7, 1.0, False, False, 1),
        (0, 0.0, False, False, 1),
        (0, 0.02, False, True, 1),
    ],
)
def test_what_somebody_else_read_on_a_scan_is_not_believed(
    mode: int, alpha: float, is_below: bool, is_shifted: bool, strips: int, tmp_path: Path
) -> None:
    with pdfium.PdfDocument(
        _with_text_layer(tmp_path / "scan.pdf", mode, alpha, is_below, is_shifted, strips)
    ) as document:
        glyphs = read_glyphs(document[0]).glyphs
        assert not glyphs
        assert needs_ocr(document[0], len(glyphs))


def test_a_scan_over_a_wrong_text_reads_as_it_is_seen(tmp_path: Path) -> None:
    (page,) = extract_document(_with_text_layer(tmp_path / "scan.pdf", 0, 1.0, True, False, 1), "x").pages
    assert [[cell.text for cell in row] for row in page.grids[0].rows()] == ROWS


@pytest.mark.slow
def test_a_scanned_page_of_the_reference_report(tmp_path: Path) -> None:
    """98 % of the amounts right, and none wrong in silence; all tables are measured in benchmarks."""
    described = typeset(load_report("qingshan_2024"), LOOKS["scanned"], pages=[6])
    path = tmp_path / "scanned.pdf"
    path.write_bytes(described.pdf)
    (page,) = extract_document(path, "x").pages
    amounts = wrong = silent = 0
    for cell in described.cells:
        for fragment in cell.fragments:
            if not re.fullmatch(r"[\d.,]+%?", fragment.text):
                continue
            amounts += 1
            x, y = (fragment.box[0] + fragment.box[2]) / 2, (fragment.box[1] + fragment.box[3]) / 2
            (read,) = [
                found
                for grid in page.grids
                for found in grid.cells
                if found.box.x0 <= x <= found.box.x1 and found.box.y0 <= y <= found.box.y1
            ]
            if read.text != fragment.text:
                wrong += 1
                silent += read.ocr_confidence is None or read.ocr_confidence >= CONFIDENT
    assert amounts > 50
    assert silent == 0
    assert wrong <= 0.02 * amounts


def test_rules_are_told_from_strokes_of_characters() -> None:
    picture = white(800, 400)
    # A table of two columns, its middle rule ending two pixels short; a stroke of a character in a cell, a filled area.
    for y in (50, 150, 250):
        picture[y : y + 2, 100:500] = 0
    for x, top in ((100, 50), (300, 53), (500, 50)):
        picture[top:252, x : x + 2] = 0
    picture[100:102, 150:195] = 0
    picture[300:340, 100:500] = 0
    horizontal, vertical = find_rules(picture, 0.36)
    assert sorted(round(rule[1]) for rule in horizontal) == [54, 90, 126]
    assert sorted(rule[0] / 0.36 for rule in vertical) == pytest.approx([100.5, 300.5, 500.5], abs=1)
    (grid,) = read_segments(horizontal, vertical, (288.0, 144.0))
    assert (grid.row_count, grid.col_count) == (2, 2)

"""Tables that are pictures on a page of text are read, charts are not taken for tables."""

from __future__ import annotations

from pathlib import Path

import pypdfium2 as pdfium
import pytest
from reportlab.lib.utils import ImageReader

from pipelines.extraction import extract_document
from tests.extraction.paper import Paper

ROWS = [
    ["Item", "2024", "2025"],
    ["301", "4,723,074.63", "1,880,103.25"],
    ["302", "519,324.24", "0.00"],
    ["303", "12.50", "7"],
]
PROSE = "The budget of this year is explained in the table below, as every year."


def picture_of(paper: Paper, folder: Path) -> ImageReader:
    with pdfium.PdfDocument(paper.save(folder / "drawn.pdf")) as document:
        return ImageReader(document[0].render(scale=3).to_pil().crop((120, 330, 1050, 700)))


def with_picture(picture: ImageReader, folder: Path) -> Path:
    paper = Paper()
    paper.text(60, 760, PROSE)
    paper.canvas.drawImage(picture, 60, 480, 310, 123)
    paper.text(60, 440, "Spending rises by 5,432.10 against last year.")
    return paper.save(folder / "page.pdf")


def test_a_table_that_is_a_picture_is_read_by_ocr_beside_the_typed_text(tmp_path: Path) -> None:
    drawn = Paper()
    drawn.font_size = 12.0
    drawn.table(ROWS, [60.0, 120.0, 220.0, 320.0], row_height=24.0)
    (page,) = extract_document(with_picture(picture_of(drawn, tmp_path), tmp_path), "x").pages
    assert page.engine == "ocr"
    assert [cell.text for cell in page.grids[0].cells] == [text for row in ROWS for text in row]
    assert all(cell.ocr_confidence is not None for cell in page.grids[0].cells)
    # The typed lines are not read off the picture.
    assert [line.text for line in page.text_lines] == [PROSE, "Spending rises by 5,432.10 against last year."]
    assert page.conservation.status == "holds"


@pytest.mark.parametrize("chart", ["pie", "bars"])
def test_a_chart_is_no_table(tmp_path: Path, chart: str) -> None:
    drawn = Paper()
    canvas = drawn.canvas
    if chart == "pie":
        canvas.rect(60, 620, 280, 100)
        canvas.wedge(100, 630, 180, 710, 0, 300, fill=1)
    else:
        canvas.line(60, 620, 60, 720)
        for n in range(5):
            canvas.line(60, 620 + 20 * n, 340, 620 + 20 * n)
            canvas.rect(80 + 50 * n, 620, 20, 15 + 14 * n, fill=1)
    (page,) = extract_document(with_picture(picture_of(drawn, tmp_path), tmp_path), "x").pages
    assert (page.engine, page.grids) == ("none", ())
    assert page.conservation.status == "holds"

"""The typesetter tells the truth about its PDFs, and the described report is the report."""

from __future__ import annotations

import io
import os
import re
from collections import Counter
from pathlib import Path

import pypdfium2 as pdfium
import pytest

from specimens.typeset import LOOKS, Report, TableBlock, TextBlock, Typeset, load_report, typeset
from specimens.typeset.describe import cells_of
from tests.conftest import REFERENCE_PDF, ROOT


@pytest.fixture(scope="module")
def report() -> Report:
    return load_report("qingshan_2024")


@pytest.fixture(scope="module", params=["reference", "word", "excel"])
def rendered(request: pytest.FixtureRequest, report: Report) -> Typeset:
    return typeset(report, LOOKS[request.param])


def squeeze(text: str) -> str:
    return re.sub(r"\s", "", text)


def text_in_box(page: pdfium.PdfPage, box: tuple[float, float, float, float]) -> str:
    """The characters whose centre lies in a box of the displayed page, in order."""
    textpage = page.get_textpage()
    rotation, shown_height = page.get_rotation(), page.get_height()
    found = []
    for index in range(textpage.count_chars()):
        left, bottom, right, top = textpage.get_charbox(index)
        x, y = (left + right) / 2, (bottom + top) / 2
        if rotation == 90:
            x, y = y, shown_height - x
        if box[0] < x < box[2] and box[1] < y < box[3]:
            found.append(textpage.get_text_range(index, 1))
    return squeeze("".join(found))


def test_each_cells_box_holds_its_text(rendered: Typeset) -> None:
    document = pdfium.PdfDocument(rendered.pdf)
    # Every fifth cell and every broken one: reading all 2,000 boxes by pdfium takes a minute.
    sample = [cell for number, cell in enumerate(rendered.cells) if number % 5 == 0 or len(cell.fragments) > 1]
    assert len(sample) > 400
    for cell in sample:
        read = "".join(text_in_box(document[fragment.page_no - 1], fragment.box) for fragment in cell.fragments)
        assert read == squeeze(cell.text), cell


def test_a_cell_is_broken_over_a_page_as_in_the_report(report: Report) -> None:
    cells = typeset(report, LOOKS["reference"]).cells
    broken = {
        cell.text: [f.text for f in cell.fragments] for cell in cells if len([f for f in cell.fragments if f.text]) > 1
    }
    assert "工作性其他-干部管理及干部培训宣传教育经费" in broken
    assert broken["产出指标"] == ["产出", "指标"]
    assert broken["预期当年实现值"] == ["预期当年", "实现值"]


def test_the_same_cells_in_every_look(report: Report) -> None:
    looks = [typeset(report, LOOKS[name]).cells for name in ("reference", "word", "excel")]
    texts = [
        Counter((c.table_no, c.form_no, c.row, c.col, c.row_span, c.col_span, c.text) for c in cells) for cells in looks
    ]
    assert texts[0] == texts[1] == texts[2]


def test_figures_wrap_in_the_excel_look(report: Report) -> None:
    result = typeset(report, LOOKS["excel"])
    document = pdfium.PdfDocument(result.pdf)
    assert all(page.get_rotation() == 90 for page in (document[f.page_no - 1] for f in result.cells[0].fragments))
    total = next(cell for cell in result.cells if cell.table_no == 5 and cell.text == "18,009,652.68")
    assert total.fragments[0].box[2] - total.fragments[0].box[0] < 40


def test_the_committed_pdf_is_the_reference_look(report: Report) -> None:
    fresh = pdfium.PdfDocument(typeset(report, LOOKS["reference"]).pdf)
    committed = pdfium.PdfDocument(REFERENCE_PDF)
    texts = [[page.get_textpage().get_text_range() for page in document] for document in (committed, fresh)]
    assert texts[0] == texts[1]


def test_typesetting_is_deterministic(report: Report) -> None:
    small = Report("t", report.tables[6:8])
    assert typeset(small, LOOKS["word"]).pdf == typeset(small, LOOKS["word"]).pdf


def test_a_scan_has_no_text_layer(report: Report) -> None:
    result = typeset(report, LOOKS["scanned"], pages=[10])
    page = pdfium.PdfDocument(io.BytesIO(result.pdf))[0]
    assert page.get_textpage().count_chars() == 0
    assert {cell.table_no for cell in result.cells} == {6}


def test_a_cell_can_be_changed(report: Report) -> None:
    changed = report.with_cell(5, 2, 2, "18,009,652.86")
    assert changed.tables[4].grids[0][2][2] == "18,009,652.86"
    assert report.tables[4].grids[0][2][2] == "18,009,652.68"


def test_a_merged_cell_must_be_a_rectangle() -> None:
    with pytest.raises(ValueError, match="no rectangle"):
        cells_of([["a", "<"], ["^", "b"]])


def _source() -> str:
    corpus = Path(os.environ.get("YUSUAN_CORPUS", ROOT.parent / "shared" / "corpus"))
    path = corpus.parent / "reference_report.txt"
    if not path.is_file():
        pytest.skip(f"the text of the reference report is not here ({path}); it lies beside the folder YUSUAN_CORPUS")
    return path.read_text("utf-8")


def _described(report: Report) -> str:
    parts: list[str] = []
    for block in report.blocks:
        if isinstance(block, TextBlock):
            parts += [line for page in block.pages for line in page]
        elif isinstance(block, TableBlock):
            parts += [block.title, block.unit, block.dateline, block.note]
            parts += [cell.text for grid in block.grids for cell in cells_of(grid)]
    return "\n".join(parts)


def test_the_described_report_has_every_character_of_the_text(report: Report) -> None:
    source = re.sub(r"—\d+—", "", _source())
    assert Counter(squeeze(_described(report))) == Counter(squeeze(source))


def test_the_described_report_has_every_figure_of_the_text(report: Report) -> None:
    # Outside tables, where nothing wraps inside a figure, the figures come in the same order, too.
    figure = re.compile(r"\d[\d,]*\.\d\d")
    source = figure.findall(_source())
    assert Counter(figure.findall(_described(report))) == Counter(source)

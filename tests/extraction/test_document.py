from __future__ import annotations

import re
from pathlib import Path

import pypdfium2 as pdfium
import pytest

from pipelines.extraction import ExtractionError, GridCell, extract_document
from specimens.typeset import LOOKS, load_report, typeset
from tests.extraction.paper import Paper, Rules

ROWS = [["Code", "Amount", "Share"], ["301", "4,723,074.63", "12.5%"], ["302", "519,324.24", "7"]]
X_EDGES = [60.0, 120.0, 220.0, 320.0]
TEXTS = [text for row in ROWS for text in row]


def texts(path: Path) -> list[str]:
    """Return the texts of the only grid of a one-page file, row by row; the page must conserve its figures."""
    (page,) = extract_document(path, "x").pages
    assert page.conservation.status == "holds", page.conservation.problems
    (grid,) = page.grids
    return [cell.text for row in grid.rows() for cell in row]


@pytest.mark.parametrize(
    ("rules", "engine"), [("lines", "vector"), ("rectangles", "vector"), ("mitred", "vector"), ("dots", "raster")]
)
def test_rules_are_seen_however_they_are_drawn(tmp_path: Path, rules: Rules, engine: str) -> None:
    paper = Paper()
    paper.table(ROWS, X_EDGES, rules=rules)
    path = paper.save(tmp_path / "table.pdf")
    assert texts(path) == TEXTS
    assert extract_document(path, "x").pages[0].engine == engine


@pytest.mark.parametrize("turns", [0, 1, 2, 3])
def test_turned_pages_read_alike_and_boxes_lie_on_the_displayed_page(tmp_path: Path, turns: int) -> None:
    paper = Paper()
    # Sideways on the page as drawn, upright once /Rotate turns it; square, because reportlab swaps the sides of others.
    paper.canvas.setPageSize((842, 842))
    paper.canvas.translate(421, 421)
    paper.canvas.rotate(90 * turns)
    paper.canvas.translate(-421, -421)
    paper.table(ROWS, X_EDGES, top=520)
    paper.canvas.setPageRotation(90 * turns)
    path = paper.save(tmp_path / "turned.pdf")
    assert texts(path) == TEXTS
    (page,) = extract_document(path, "x").pages
    assert page.rotation == 90 * turns
    assert_boxes_hold_their_ink(path, page.grids[0].cells)


def test_a_table_printed_sideways_without_rotate_reads_upright(tmp_path: Path) -> None:
    paper = Paper()
    paper.canvas.translate(500, 100)
    paper.canvas.rotate(90)
    paper.table(ROWS, X_EDGES, top=300)
    path = paper.save(tmp_path / "sideways.pdf")
    assert texts(path) == TEXTS
    assert_boxes_hold_their_ink(path, extract_document(path, "x").pages[0].grids[0].cells)


def assert_boxes_hold_their_ink(path: Path, cells: tuple[GridCell, ...]) -> None:
    """Each cell with text must show ink inside its box on the rendered page: boxes are where a person would look."""
    with pdfium.PdfDocument(path) as document:
        picture = document[0].render(scale=2, grayscale=True).to_numpy()
    height = picture.shape[0]
    for cell in cells:
        box = cell.box
        area = picture[
            int(height - 2 * box.y1) + 4 : int(height - 2 * box.y0) - 4, int(2 * box.x0) + 4 : int(2 * box.x1) - 4
        ]
        assert (area.min() < 128) == bool(cell.text), cell


def test_a_crop_box_moves_boxes_to_the_displayed_page(tmp_path: Path) -> None:
    paper = Paper()
    paper.table(ROWS, X_EDGES, top=600)
    path = paper.save(tmp_path / "whole.pdf")
    with pdfium.PdfDocument(path) as document:
        document[0].set_cropbox(40, 100, 500, 700)
        document.save(tmp_path / "cropped.pdf")
    assert texts(tmp_path / "cropped.pdf") == TEXTS
    (page,) = extract_document(tmp_path / "cropped.pdf", "x").pages
    assert (page.width, page.height) == (460, 600)
    assert_boxes_hold_their_ink(tmp_path / "cropped.pdf", page.grids[0].cells)


def test_a_missing_outer_border_loses_no_column(tmp_path: Path) -> None:
    paper = Paper()
    left_and_right = [("right", row, col) for row in range(3) for col in (-1, 2)]
    paper.table(ROWS, X_EDGES, skipped=left_and_right)
    assert texts(paper.save(tmp_path / "open.pdf")) == TEXTS


def test_a_header_over_two_columns_spans_them(tmp_path: Path) -> None:
    paper = Paper()
    paper.table([["Code", "Amount", ""], ["301", "1.00", "2.00"]], X_EDGES, skipped=[("right", 0, 1)])
    (page,) = extract_document(paper.save(tmp_path / "span.pdf"), "x").pages
    header = page.grids[0].cells[1]
    assert (header.text, header.row, header.col, header.row_span, header.col_span) == ("Amount", 0, 1, 1, 2)


def test_a_figure_wrapped_in_its_cell_is_one_figure(tmp_path: Path) -> None:
    paper = Paper()
    paper.table([["301", "18,009,65\n2.68"], ["302", "100\n200"]], [60.0, 120.0, 172.0], row_height=32)
    (page,) = extract_document(paper.save(tmp_path / "wrapped.pdf"), "x").pages
    assert [cell.text for cell in page.grids[0].cells] == ["301", "18,009,652.68", "302", "100 200"]
    assert page.grids[0].cells[1].text_lines == ("18,009,65", "2.68")


def test_letters_printed_twice_to_look_bold_count_once(tmp_path: Path) -> None:
    paper = Paper()
    paper.table(ROWS, X_EDGES)
    paper.text(400, 650, "99.50")
    paper.text(400.3, 650, "99.50")
    (page,) = extract_document(paper.save(tmp_path / "bold.pdf"), "x").pages
    assert [line.text for line in page.text_lines] == ["99.50"]


def clipped(paper: Paper, x: float, y: float, text: str, box: tuple[float, float, float, float]) -> None:
    """Print a text of which only what lies inside the box (x, y, width, height) is shown, as spreadsheets do."""
    paper.canvas.saveState()
    path = paper.canvas.beginPath()
    path.rect(*box)
    paper.canvas.clipPath(path, stroke=0, fill=0)
    paper.text(x, y, text)
    paper.canvas.restoreState()


def test_a_line_that_runs_over_its_cell_belongs_to_the_cell_that_shows_it(tmp_path: Path) -> None:
    paper = Paper()
    paper.table([["2080506 long", "1.00"], ["2101101", "2.00"]], X_EDGES[:3])
    # The second line of the first cell lies mostly below its border (y = 680) and is clipped there.
    clipped(paper, 64, 676.5, "MHIE", (60, 680, 60, 20))
    path = paper.save(tmp_path / "over.pdf")
    assert texts(path) == ["2080506 long MHIE", "1.00", "2101101", "2.00"]


def test_what_the_page_does_not_show_is_not_read(tmp_path: Path) -> None:
    paper = Paper()
    paper.table(ROWS, X_EDGES)
    # A merged cell's amount printed again out of sight, over the heading.
    clipped(paper, 150, 688, "7000.000000", (60, 100, 260, 580))
    assert texts(paper.save(tmp_path / "hidden.pdf")) == TEXTS


def test_a_table_without_rules_is_no_table_but_a_failed_page(tmp_path: Path) -> None:
    paper = Paper()
    paper.table([["1,000.00", "2,000.00"]] * 4, [60.0, 160.0, 260.0], rules="none")
    (page,) = extract_document(paper.save(tmp_path / "unruled.pdf"), "x").pages
    assert page.grids == ()
    assert page.conservation.status == "fails"


def test_an_empty_page_is_blank(tmp_path: Path) -> None:
    paper = Paper()
    paper.canvas.showPage()
    (page, *_) = extract_document(paper.save(tmp_path / "empty.pdf"), "x").pages
    assert (page.text_layer, page.engine, page.conservation.status) == ("blank", "none", "not_applicable")


def test_pages_are_reported_as_they_are_read(tmp_path: Path) -> None:
    paper = Paper()
    paper.text(60, 700, "one")
    paper.canvas.showPage()
    paper.text(60, 700, "two")
    seen: list[tuple[int, int]] = []
    extract_document(paper.save(tmp_path / "two.pdf"), "x", lambda page_no, count: seen.append((page_no, count)))
    assert seen == [(1, 2), (2, 2)]


def test_a_page_that_cannot_be_read_fails_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from pipelines.extraction import document

    paper = Paper()
    for text in ("1.00", "2.00", "3.00"):
        paper.text(60, 700, text)
        paper.canvas.showPage()
    path = paper.save(tmp_path / "three.pdf")
    read_page = document.read_page

    def breaks_on_two(page: pdfium.PdfPage, page_no: int, *of_document: object) -> object:
        if page_no == 2:
            raise RuntimeError("broken stream")
        return read_page(page, page_no, *of_document)  # type: ignore[arg-type]

    monkeypatch.setattr(document, "read_page", breaks_on_two)
    pages = extract_document(path, "x").pages
    assert [page.conservation.status for page in pages] == ["holds", "fails", "holds"]
    assert pages[1].conservation.problems == ("the page cannot be read: RuntimeError: broken stream",)
    assert (pages[1].width, pages[1].height) == (595, 842)


@pytest.mark.parametrize("content", [b"", b"no PDF at all", b"%PDF-1.7\nand nothing more"])
def test_a_file_that_cannot_be_opened_says_what_to_do(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "broken.pdf"
    path.write_bytes(content)
    with pytest.raises(ExtractionError, match=r"broken\.pdf cannot be opened as a PDF .* put that into data/raw"):
        extract_document(path, "x")


@pytest.mark.parametrize("look", ["reference", "word", "excel"])
def test_every_cell_of_the_reference_report_is_read_exactly(tmp_path: Path, look: str) -> None:
    described = typeset(load_report("qingshan_2024"), LOOKS[look])
    path = tmp_path / f"{look}.pdf"
    path.write_bytes(described.pdf)
    pages = extract_document(path, "x").pages
    assert {page.conservation.status for page in pages} <= {"holds", "not_applicable"}
    wrong: list[tuple[int, str, list[str]]] = []
    for cell in described.cells:
        for fragment in cell.fragments:
            x, y = (fragment.box[0] + fragment.box[2]) / 2, (fragment.box[1] + fragment.box[3]) / 2
            read = [
                found.text
                for grid in pages[fragment.page_no - 1].grids
                for found in grid.cells
                if found.box.x0 <= x <= found.box.x1 and found.box.y0 <= y <= found.box.y1
            ]
            if [without_spaces(text) for text in read] != [without_spaces(fragment.text)]:
                wrong.append((fragment.page_no, fragment.text, read))
    assert wrong == []


def without_spaces(text: str) -> str:
    return re.sub(r"\s", "", text)

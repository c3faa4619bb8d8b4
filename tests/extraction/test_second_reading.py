"""The second reading sees figures, where pdfium sees them, and nothing else."""

from __future__ import annotations

from pathlib import Path

import pypdfium2 as pdfium
import pytest

from pipelines.extraction.document import extract_document
from pipelines.extraction.glyphs import read_glyphs
from pipelines.extraction.second_reading import open_second_reader
from specimens.hostile import variant
from tests.extraction.paper import Paper


def test_both_readings_put_a_figure_in_the_same_place(tmp_path: Path) -> None:
    paper = Paper()
    paper.text(100, 700, "Total 1,234.50")
    paper.text(100, 650, "-7")
    path = paper.save(tmp_path / "page.pdf")
    with pdfium.PdfDocument(path) as document, open_second_reader(path) as again:
        first = read_glyphs(document[0])
        second = again.figure_glyphs(1, first.user_to_reading)
    assert "".join(glyph.char for glyph in second) == "1,234.50-7"
    by_pdfium = [glyph for glyph in first.glyphs if glyph.char in "1,234.50-7"]
    assert len(by_pdfium) == len(second)
    for one, other in zip(by_pdfium, second, strict=True):
        assert one.char == other.char
        assert one.baseline == pytest.approx(other.baseline, abs=0.05)
        assert one.middle_x == pytest.approx(other.middle_x, abs=1.0)


def test_a_page_without_figures_has_none(tmp_path: Path) -> None:
    paper = Paper()
    paper.text(100, 700, "Total")
    path = paper.save(tmp_path / "page.pdf")
    with pdfium.PdfDocument(path) as document, open_second_reader(path) as again:
        assert again.figure_glyphs(1, read_glyphs(document[0]).user_to_reading) == []


def test_the_way_a_page_was_read_again_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    paper = Paper()
    paper.table([["Income", "12.50"], ["Other", "35.20"]], [90, 190, 290])
    path = paper.save(tmp_path / "page.pdf")
    (plain,) = extract_document(path, "a" * 64).pages

    def refuse(*_: object) -> None:
        raise ValueError("an operator that is not plain")

    monkeypatch.setattr("pipelines.extraction.second_reading.place_figures", refuse)
    (other,) = extract_document(path, "a" * 64).pages
    assert (plain.second_reading, other.second_reading) == ("operators", "interpreter")
    assert plain.grids == other.grids and other.conservation.status == "holds"
    paper = Paper()
    paper.text(100, 700, "12.50")
    (untabled,) = extract_document(paper.save(tmp_path / "text.pdf"), "a" * 64).pages
    assert untabled.second_reading is None


@pytest.mark.parametrize(("kind", "has_layers"), [("layer_off", True), ("white_text", False)])
def test_a_file_with_layers_is_known(kind: str, has_layers: bool, tmp_path: Path) -> None:
    path = tmp_path / "page.pdf"
    path.write_bytes(variant(kind, 0).pdf)
    with open_second_reader(path) as again:
        assert again.has_layers() is has_layers
    path.write_bytes(b"no PDF")
    with open_second_reader(path) as again:
        assert again.has_layers()

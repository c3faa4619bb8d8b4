"""The mark of a note is no part of the text it stands behind; what is not raised, small and behind a text is."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipelines.extraction.document import extract_document
from pipelines.extraction.model import ExtractedPage
from tests.extraction.paper import Paper

_EDGES = (90.0, 190.0, 290.0)


def _read(path: Path, text: str, mark: str, size: float = 5, rise: float = 4, gap: float = 0.3) -> ExtractedPage:
    paper = Paper()
    paper.table([["Income", text], ["Other", "35.20"]], _EDGES)
    end = 194 + paper.canvas.stringWidth(text, "Helvetica", 9)
    paper.font_size = size
    paper.text(end + gap, 688 + rise, mark)
    return extract_document(paper.save(path), "a" * 64).pages[0]


@pytest.mark.parametrize(
    ("mark", "size", "rise", "gap"),
    [
        ("1", 5, 4, 0.3),
        ("2", 4, 5, 0),
        ("3", 6, 3, 1),
        ("12", 5, 4, 0.3),
        ("2)", 5, 4, 0.3),
        ("(1)", 5, 4, 0.3),
        ("[1]", 5, 4, 0.3),
        ("*", 6, 4, 0.3),
        ("**", 6, 3, 0.3),
        ("#", 5, 4, 0.5),
        ("1", 7, 2.5, -1),
        ("9", 4.5, 6, 2),
    ],
)
@pytest.mark.parametrize("amount", ["1,286.40", "0.01", "12%"])
def test_the_mark_of_a_note_is_taken_off(
    amount: str, mark: str, size: float, rise: float, gap: float, tmp_path: Path
) -> None:
    page = _read(tmp_path / "page.pdf", amount, mark, size, rise, gap)
    assert [cell.text for cell in page.grids[0].cells] == ["Income", amount, "Other", "35.20"]
    assert page.conservation.status == "holds" and not page.conservation.doubts


@pytest.mark.parametrize(
    ("text", "mark", "size", "rise"),
    [("120 m", "2", 5, 4), ("1,286.4", "1", 9, 0), ("1,286.4", "1", 6, 0), ("1,286.4", "1", 8.5, 3)],
    ids=["an exponent", "a digit", "a small digit", "a digit set a little high"],
)
def test_what_is_no_mark_stays(text: str, mark: str, size: float, rise: float, tmp_path: Path) -> None:
    page = _read(tmp_path / "page.pdf", text, mark, size, rise)
    printed = "".join(page.grids[0].cells[1].text.split())
    assert sorted(printed) == sorted((text + mark).replace(" ", ""))


def test_a_small_text_behind_a_large_one_stays(tmp_path: Path) -> None:
    page = _read(tmp_path / "page.pdf", "1,286.40", "1st of May")
    assert "of" in page.grids[0].cells[1].text and "1st" in page.grids[0].cells[1].text.replace(" ", "")

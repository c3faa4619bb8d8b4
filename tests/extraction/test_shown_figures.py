"""A figure is held against the picture of its page: another one is told, what cannot be read accuses nobody."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from pathlib import Path

import pypdfium2 as pdfium
import pytest

from pipelines.extraction import shown_figures
from pipelines.extraction.shown_figures import Look, PrintedFigure, look_at, look_at_page, look_work
from tests.extraction.paper import Paper

_EDGES = (90.0, 200.0, 310.0)
_ROWS = (("1,286.40", "348.20"), ("35.20", "12\n345.00"), ("0.01", ""))


def _paper(path: Path, turn: int = 0) -> Path:
    paper = Paper()
    paper.table(_ROWS, _EDGES, row_height=30)
    paper.save(path)
    if turn:
        with pdfium.PdfDocument(path) as document:
            document[0].set_rotation(turn)
            document.save(path.with_suffix(".turned.pdf"))
        return path.with_suffix(".turned.pdf")
    return path


def _figure(row: int, col: int, text: str) -> PrintedFigure:
    return PrintedFigure(f"r{row}c{col}", 1, text, (_EDGES[col], 700 - 30 * (row + 1), _EDGES[col + 1], 700 - 30 * row))


def _verdicts(path: Path, *figures: PrintedFigure) -> list[tuple[str, str]]:
    return [(look.verdict, look.shown) for look in look_at(path.read_bytes(), figures)]


def test_what_the_page_shows_agrees_also_over_two_lines(tmp_path: Path) -> None:
    figures = [_figure(0, 0, "1,286.40"), _figure(0, 1, "348.20"), _figure(1, 0, "35.20"), _figure(1, 1, "12345.00")]
    assert _verdicts(_paper(tmp_path / "page.pdf"), *figures) == [("agrees", "")] * 4


@pytest.mark.parametrize(("said", "shown"), [("1,236.40", "128640"), ("1,286.4", "128640"), ("12.00", "128640")])
def test_another_figure_is_told(said: str, shown: str, tmp_path: Path) -> None:
    assert _verdicts(_paper(tmp_path / "page.pdf"), _figure(0, 0, said)) == [("differs", shown)]


def test_what_cannot_be_read_accuses_nobody(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = _paper(tmp_path / "page.pdf")
    assert _verdicts(path, _figure(2, 1, "35.20")) == [("unread", "")]
    answers = iter([[("128640", 0.99)], [("126640", 0.99)], [("777", 0.5)]])
    monkeypatch.setattr(shown_figures, "recognize", lambda lines, *, are_short: next(answers))
    # Read in two ways, and read in doubt.
    assert _verdicts(path, _figure(0, 0, "35.20")) == [("unread", "")]
    assert _verdicts(path, _figure(0, 0, "35.20")) == [("unread", "")]


def test_boxes_lie_on_the_page_as_it_is_displayed(tmp_path: Path) -> None:
    # The page is 842 wide when turned by a quarter: (x, y) of the upright page is displayed at (y, 595 - x).
    path = _paper(tmp_path / "page.pdf", 90)
    turned = PrintedFigure("a", 1, "1,286.40", (670, 595 - 200, 700, 595 - 90))
    assert _verdicts(path, turned) == [("agrees", "")]


@pytest.mark.parametrize("turn", [90, 180, 270])
def test_print_that_stands_on_its_head_is_not_taken_for_other_figures(turn: int, tmp_path: Path) -> None:
    # Upside down, 8,669.60 reads 09,699.8.
    rows = (("1,689.60", "19,668.90"), ("6,981.00", "9,088.16"), ("8,669.60", "16,998.68"))
    paper = Paper()
    paper.font_size = 13
    paper.table(rows, (160, 260, 360), row_height=24)
    figures = []
    for r, row in enumerate(rows):
        for c, text in enumerate(row):
            x0, y0, x1, y1 = 160 + 100 * c, 676 - 24 * r, 260 + 100 * c, 700 - 24 * r
            displayed = {90: (y0, 595 - x1, y1, 595 - x0), 180: (595 - x1, 842 - y1, 595 - x0, 842 - y0)}
            box = displayed.get(turn, (842 - y1, x0, 842 - y0, x1))
            figures.append(PrintedFigure(f"{r} {c}", 1, text, box))
    with pdfium.PdfDocument(paper.save(tmp_path / "page.pdf")) as document:
        page = document[0]
        page.set_rotation(turn)
        assert not [look for look in look_at_page(page, figures) if look.verdict == "differs"]
        looks = look_at_page(page, figures, turns=-turn // 90)
        assert {look.verdict for look in looks} == {"agrees"}
        (other,) = look_at_page(page, [replace(figures[4], text="8,669.50")], turns=-turn // 90)
        assert (other.verdict, other.shown) == ("differs", "866960")


def test_many_figures_of_a_page_are_read_as_few_are(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = _paper(tmp_path / "page.pdf")
    figures = [_figure(0, 0, "1,236.40"), _figure(0, 1, "348.20"), _figure(1, 0, "35.20"), _figure(2, 1, "1")]
    few = look_at(path.read_bytes(), figures)
    monkeypatch.setattr(shown_figures, "_FEW", 0)
    assert look_at(path.read_bytes(), figures) == few
    assert [look.verdict for look in few] == ["differs", "agrees", "agrees", "unread"]


@pytest.mark.parametrize(
    ("said", "verdict"), [("1,286.40", ("agrees", "")), ("1,236.40", ("differs", "128640")), ("12.40", ("unread", ""))]
)
def test_a_figure_of_the_text_is_looked_for_among_what_stands_beside_it(
    said: str, verdict: tuple[str, str], tmp_path: Path
) -> None:
    paper = Paper()
    paper.text(100, 600, "Income of 2024 is 1,286.40 as planned, 35.20 more")
    path = paper.save(tmp_path / "page.pdf")
    # The box is a little off, as those of running text are.
    assert _verdicts(path, PrintedFigure("s", 1, said, (167, 597, 204, 609), is_told=True)) == [verdict]


def test_another_file_under_the_name_says_nothing(tmp_path: Path) -> None:
    path = _paper(tmp_path / "page.pdf")
    document_id = hashlib.sha256(path.read_bytes()).hexdigest()
    told: list[int] = []
    figures = [_figure(0, 0, "1,236.40")]
    assert look_work((path, document_id, figures), told.append) == [Look("r0c0", "differs", "128640")] and told == [1]
    assert look_work((path, "0" * 64, figures), told.append) == []

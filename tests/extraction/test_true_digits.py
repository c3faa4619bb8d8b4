"""A font that says other digits than it draws is not believed; all others are, and OCR's slips accuse nobody."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pypdfium2 as pdfium
import pytest
from reportlab.pdfbase import ttfonts
from reportlab.pdfgen.canvas import Canvas

from pipelines.extraction import extract_document
from pipelines.extraction.drawn_digits import DrawnDigits
from pipelines.extraction.glyphs import PageGlyphs, read_glyphs
from pipelines.extraction.true_digits import DigitProof, _verdict
from specimens.typeset.fonts import register_font

_AMOUNTS = ("1,286.40", "35.20", "1,321.60", "48.15", "1,369.75", "985.30", "348.20", "1,012.35", "168.90", "62.25")
_PLAIN: Mapping[str, str] = {}
_SHIFTED = {str(n): str((n + 1) % 10) for n in range(10)}


def _paper(
    path: Path, style: str, lie: Mapping[str, str], monkeypatch: pytest.MonkeyPatch, turn: int = 0, cover: str = ""
) -> Path:
    """A table of amounts whose font says other characters than it draws: ``lie`` maps what is drawn to what is said.

    A page of its own goes before it if there is a ``cover``, one line in the same font.
    """
    font = register_font(style, "0123456789.,合计收入支出")
    honest = ttfonts.makeToUnicodeCMap

    def lying(name: str, subset: list[int]) -> str:
        return str(honest(name, [ord(lie.get(chr(code), chr(code))) for code in subset]))

    with monkeypatch.context() as patch:
        patch.setattr(ttfonts, "makeToUnicodeCMap", lying)
        canvas = Canvas(str(path), pagesize=(595, 842), invariant=1)
        if cover:
            canvas.setFont(font, 20)
            canvas.drawString(100, 600, cover)
            canvas.showPage()
        canvas.setPageRotation(turn)
        canvas.setFont(font, 10)
        for number, amount in enumerate(_AMOUNTS):
            y = 700 - 20 * number
            for x in (60, 160, 260, 360):
                canvas.rect(x, y, 100, 20)
            canvas.drawString(64, y + 6, "收入合计" if number % 2 else "支出合计")
            for x, text in ((164, amount), (264, _AMOUNTS[-1 - number]), (364, amount)):
                canvas.drawString(x, y + 6, text)
        canvas.save()
    return path


def _is_false(path: Path) -> bool:
    with pdfium.PdfDocument(path) as document:
        page = document[0]
        return DigitProof().is_page_false(page, 1, read_glyphs(page))


@pytest.mark.parametrize(
    ("style", "lie", "turn"),
    [
        ("sans", {"5": "6"}, 0),
        ("serif", {"5": "6"}, 0),
        ("sans", {"3": "8", "8": "3"}, 0),
        ("serif", {"3": "8", "8": "3"}, 90),
        ("sans", {"0": "9"}, 0),
        ("serif", {"1": "7"}, 0),
        ("sans", {"2": "5", "5": "2"}, 270),
        ("serif", {"6": "9", "9": "6"}, 0),
        ("sans", {"4": "1"}, 0),
        ("serif", _SHIFTED, 0),
        ("sans", _SHIFTED, 180),
    ],
)
def test_a_font_that_says_other_digits_than_it_draws_is_not_believed(
    style: str, lie: Mapping[str, str], turn: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert _is_false(_paper(tmp_path / "lie.pdf", style, lie, monkeypatch, turn))


@pytest.mark.parametrize(("style", "turn"), [("sans", 0), ("serif", 0), ("sans", 90)])
def test_a_font_that_says_what_it_draws_is_believed(
    style: str, turn: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert not _is_false(_paper(tmp_path / "true.pdf", style, _PLAIN, monkeypatch, turn))


def test_what_is_read_is_what_the_page_shows(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    paper = _paper(tmp_path / "lie.pdf", "sans", {"5": "6"}, monkeypatch, cover="收入合计收入合计 15")
    first, second = extract_document(paper, "x").pages
    (grid,) = second.grids
    assert first.engine == second.engine == "ocr"
    assert "15" in "".join(line.text for line in first.text_lines)
    assert [cell.text for cell in grid.cells if cell.col == 1] == list(_AMOUNTS)


@pytest.mark.parametrize(("cover", "again"), [("收入合计 5", [1]), ("收入合计 3", [])])
def test_pages_of_few_figures_are_not_believed_once_their_font_is_known_to_lie(
    cover: str, again: list[int], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    proof = DigitProof()
    with pdfium.PdfDocument(_paper(tmp_path / "lie.pdf", "sans", {"5": "6"}, monkeypatch, cover=cover)) as document:
        first, second = document[0], document[1]
        assert not proof.is_page_false(first, 1, read_glyphs(first))
        assert proof.is_page_false(second, 2, read_glyphs(second))
        assert proof.take_believed_wrongly() == again
        assert proof.is_page_false(first, 1, read_glyphs(first)) is bool(again)
    assert proof.take_believed_wrongly() == []


def test_each_shape_is_looked_at_once_a_document(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = _paper(tmp_path / "true.pdf", "sans", _PLAIN, monkeypatch)
    proof = DigitProof()
    with pdfium.PdfDocument(path) as document:
        page = document[0]
        glyphs = read_glyphs(page)
        assert not proof.is_page_false(page, 1, glyphs)

        def refuse(*_: object) -> None:
            raise AssertionError("looked again")

        monkeypatch.setattr("pipelines.extraction.true_digits.render", refuse)
        assert not proof.is_page_false(page, 1, glyphs)


def test_a_lie_in_one_of_many_fonts_without_outlines_is_found_by_its_look(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """OCR's share of the document is spent on honest fonts; what looks like another digit is read all the same."""
    monkeypatch.setattr("pipelines.extraction.true_digits.same_font", lambda address: (address,))
    monkeypatch.setattr("pipelines.extraction.true_digits.drawn_digits", lambda _: DrawnDigits({}, frozenset()))
    honest = _paper(tmp_path / "true.pdf", "sans", _PLAIN, monkeypatch)
    lying = _paper(tmp_path / "lie.pdf", "sans", {"5": "6"}, monkeypatch)
    proof = DigitProof()
    with pdfium.PdfDocument(honest) as one, pdfium.PdfDocument(lying) as two:
        true, false = one[0], two[0]
        assert not proof.is_page_false(true, 1, _renamed(read_glyphs(true), 1))
        proof._left = 0
        assert proof.is_page_false(false, 1, _renamed(read_glyphs(false), 2))
        read: list[int] = []

        def recognize(lines: list[object], *, are_short: bool) -> list[tuple[str, float]]:
            read.append(len(lines))
            return [("", 0.0)] * len(lines)

        monkeypatch.setattr("pipelines.extraction.true_digits.recognize", recognize)
        assert not proof.is_page_false(true, 1, _renamed(read_glyphs(true), 3))
        assert not read


def _renamed(page: PageGlyphs, font: int) -> PageGlyphs:
    return replace(page, glyphs=tuple(glyph._replace(font=font) for glyph in page.glyphs))


@pytest.mark.parametrize(
    ("seen", "verdict"),
    [({"6": 2}, False), ({"6": 1}, None), ({"6": 1, "8": 1}, None), ({"6": 3, "5": 1}, True), ({"5": 1}, True)],
)
def test_only_what_is_read_as_one_other_digit_again_and_again_is_a_lie(
    seen: dict[str, int], verdict: bool | None
) -> None:
    assert _verdict("5", Counter(seen)) is verdict

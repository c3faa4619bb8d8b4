"""A font's outlines tell which digits it draws as its text says, in whatever order fonts are met."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c
import pytest
from reportlab.pdfbase import ttfonts
from reportlab.pdfgen.canvas import Canvas

from pipelines.extraction import drawn_digits
from pipelines.pdf import calls
from pipelines.pdf.ocr import Picture, recognize
from specimens.typeset.fonts import register_font


@pytest.fixture(autouse=True)
def _nothing_known(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(drawn_digits, "_known", {})


def _paper(path: Path, lie: Mapping[str, str], monkeypatch: pytest.MonkeyPatch, text: str = "0123456789") -> Path:
    """A page of digits in a font that says other digits than it draws: ``lie`` maps what is drawn to what is said."""
    font = register_font("serif", text)
    honest = ttfonts.makeToUnicodeCMap

    def lying(name: str, subset: list[int]) -> str:
        return str(honest(name, [ord(lie.get(chr(code), chr(code))) for code in subset]))

    with monkeypatch.context() as patch:
        patch.setattr(ttfonts, "makeToUnicodeCMap", lying)
        canvas = Canvas(str(path), pagesize=(200, 100), invariant=1)
        canvas.setFont(font, 10)
        canvas.drawString(20, 50, text)
        canvas.save()
    return path


@contextmanager
def _font(path: Path) -> Iterator[int]:
    """The font of a file's first text, while its page is open."""
    with pdfium.PdfDocument(path) as document:
        page = document[0]
        text = next(each for each in page.get_objects() if each.type == pdfium_c.FPDF_PAGEOBJ_TEXT)
        yield calls.font_of(calls.handle_of(text.raw))


def test_an_honest_font_draws_what_it_says(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with _font(_paper(tmp_path / "true.pdf", {}, monkeypatch)) as font:
        found = drawn_digits.drawn_digits(font)
    assert "".join(found.true) == "0123456789"
    assert not found.doubtful


def test_digits_said_for_each_other_are_doubtful(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with _font(_paper(tmp_path / "lie.pdf", {"3": "8", "8": "3"}, monkeypatch)) as font:
        found = drawn_digits.drawn_digits(font)
    assert "".join(found.true) == "01245679"
    assert found.doubtful == {"3", "8"}


def test_digits_that_a_font_lacks_are_not_known(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with _font(_paper(tmp_path / "few.pdf", {}, monkeypatch, "2,046.50")) as font:
        found = drawn_digits.drawn_digits(font)
    assert "".join(found.true) == "02456"
    assert not found.doubtful


def test_ocr_is_asked_once_for_outlines_whose_look_does_not_tell(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lines: list[int] = []

    def counted(pictures: list[Picture], *, are_short: bool) -> list[tuple[str, float]]:
        lines.append(len(pictures))
        return recognize(pictures, are_short=are_short)

    monkeypatch.setattr(drawn_digits, "recognize", counted)
    true = _paper(tmp_path / "true.pdf", {}, monkeypatch)
    lie = _paper(tmp_path / "lie.pdf", {"6": "9", "9": "6"}, monkeypatch)
    answers = []
    for path in (true, lie, true, lie):
        with _font(path) as font:
            answers.append(drawn_digits.drawn_digits(font))
    assert answers[0] == answers[2] and answers[1] == answers[3]
    assert answers[1].doubtful == {"6", "9"}
    # None for the honest font; both lines for the other: it was not read right.
    assert lines == [1, 1]


def test_digits_that_look_like_none_are_true_if_ocr_reads_them_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(drawn_digits, "digit_like", lambda _: None)
    with _font(_paper(tmp_path / "true.pdf", {}, monkeypatch)) as font:
        found = drawn_digits.drawn_digits(font)
    assert "".join(found.true) == "0123456789"
    assert not found.doubtful


def test_what_is_kept_is_bounded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(drawn_digits, "_MOST_KEPT", 1)
    for number, lie in enumerate(({}, {"3": "8", "8": "3"}, {"1": "7", "7": "1"})):
        with _font(_paper(tmp_path / f"{number}.pdf", lie, monkeypatch)) as font:
            drawn_digits.drawn_digits(font)
    assert len(drawn_digits._known) == 1


def test_without_a_font_nothing_is_known() -> None:
    assert drawn_digits.drawn_digits(0) == drawn_digits.DrawnDigits({}, frozenset())
    assert drawn_digits.same_font(0) == ("",)

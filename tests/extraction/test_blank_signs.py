"""A digit that its font draws as nothing makes its figure unreadable, never another one; all that is drawn is read."""

from __future__ import annotations

import io
from pathlib import Path

import pypdfium2 as pdfium
import pytest
from fontTools.ttLib import TTFont
from fontTools.ttLib.tables._g_l_y_f import Glyph as Drawing
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont

from pipelines.extraction import blank_signs
from pipelines.extraction.glyphs import read_glyphs
from specimens.typeset.fonts import register_as, register_font
from tests.extraction.paper import Paper, write_objects

_FIGURE = "-1,273,000.00"


def _read(path: Path) -> str:
    with pdfium.PdfDocument(path) as document:
        return "".join(glyph.char for glyph in read_glyphs(document[0]).glyphs if not glyph.char.isspace())


def _font_without(blanks: str) -> str:
    """Register a font that has lost what it draws for some characters; return its name."""
    font = TTFont(io.BytesIO(pdfmetrics.getFont(register_font("sans", _FIGURE + "2024年合计")).face._ttf_data))
    for blank in blanks:
        font["glyf"].glyphs[font.getBestCmap()[ord(blank)]] = Drawing()
    return register_as(font, f"Blank{''.join(f'{ord(blank):x}' for blank in blanks)}")


def _paper(path: Path, blanks: str, turn: int = 0, text: str = _FIGURE, is_on_grey: bool = False) -> Path:
    paper = Paper()
    paper.canvas.setPageRotation(turn)
    if is_on_grey:
        paper.canvas.setFillGray(0.8)
        paper.canvas.rect(0, 0, 500, 500, stroke=0, fill=1)
        paper.canvas.setFillGray(0)
    paper.canvas.setFont(_font_without(blanks), 9)
    paper.canvas.drawString(100, 300, text)
    paper.canvas.line(90, 297, 200, 297)
    return paper.save(path)


@pytest.mark.parametrize("turn", [0, 90, 180, 270])
@pytest.mark.parametrize("blanks", ["2", "1", "0", "27", "-", ".", ","])
def test_what_a_font_draws_as_nothing_is_unreadable(blanks: str, turn: int, tmp_path: Path) -> None:
    due = "".join("\ufffd" if char in blanks else char for char in _FIGURE)
    assert _read(_paper(tmp_path / "page.pdf", blanks, turn)) == due
    assert _read(_paper(tmp_path / "page.pdf", blanks, turn, is_on_grey=True)) == due


def test_letters_are_no_signs_of_figures(tmp_path: Path) -> None:
    assert _read(_paper(tmp_path / "page.pdf", "年", text="2024年合计")) == "2024年合计"


@pytest.mark.parametrize("is_own", [False, True])
def test_of_a_font_that_is_not_in_the_file_another_machine_may_draw_all(
    is_own: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if is_own:
        # As if the file had the font with it, and as if no font of this machine drew Chinese brackets.
        monkeypatch.setattr(blank_signs, "is_font_embedded", lambda font: 1)
        monkeypatch.setattr(blank_signs, "_NO_INK", 10.0)
        monkeypatch.setattr(blank_signs, "_LEAST_SHARE", 1.1)
    pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
    paper = Paper()
    paper.canvas.setFont("STSong-Light", 9)
    paper.canvas.drawString(100, 300, "合计（元）")
    assert _read(paper.save(tmp_path / "page.pdf")) == ("合计\ufffd元\ufffd" if is_own else "合计（元）")


def test_a_page_all_of_whose_signs_are_drawn_is_not_drawn_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise AssertionError("drawn")

    monkeypatch.setattr(blank_signs, "drawn_without", refuse)
    assert _read(_paper(tmp_path / "page.pdf", "")) == _FIGURE
    assert _read(_paper(tmp_path / "page.pdf", "2", text="-1,300.00")) == "-1,300.00"


@pytest.mark.parametrize("says_box", [True, False])
@pytest.mark.parametrize(("drawing", "read"), [(b"80 0 400 700 re f", "12,1"), (b"", "1\ufffd,1")])
def test_a_font_of_drawings_may_say_a_box_of_no_height(
    drawing: bytes, read: str, says_box: bool, tmp_path: Path
) -> None:
    """Whatever it says, the picture tells."""
    box = b"600 0 0 0 600 0 d1 " if says_box else b"600 0 d0 "
    glyphs = (b"600 0 d0 200 0 100 700 re f", box + drawing, b"600 0 d0 200 -100 100 200 re f")
    content = b"BT /F1 9 Tf 100 300 Td (12,1) Tj ET"
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
        b"<</Length %d>>stream\n%s\nendstream" % (len(content), content),
        b"<</Type/Font/Subtype/Type3/FontBBox[0 -100 600 700]/FontMatrix[0.001 0 0 0.001 0 0]/Encoding<</Type/Encoding"
        b"/Differences[44/comma 49/one/two]>>/CharProcs<</one 6 0 R/two 7 0 R/comma 8 0 R>>/FirstChar 44/LastChar 50"
        b"/Widths[600 0 0 0 0 600 600]/Resources<<>>>>",
        *(b"<</Length %d>>stream\n%s\nendstream" % (len(glyph), glyph) for glyph in glyphs),
    ]
    assert _read(write_objects(tmp_path / "page.pdf", objects)) == read

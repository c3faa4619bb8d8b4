"""Text operators read fast must place figures exactly where playa's own interpreter does, or leave the page to it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import playa
import pytest
from playa.content import TextObject
from playa.page import Page

from pipelines.extraction.geometry import Affine
from pipelines.extraction.second_reading import open_second_reader
from pipelines.extraction.text_operators import Codes, NotPlainError, PlacedFigure, place_figures

_FONT = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"
_FORM = b"1 0 0 1 7 9 cm BT /F1 8 Tf 3 Tr 1 2 Td (form 55) Tj ET"


@contextmanager
def _page(tmp_path: Path, content: bytes, rotate: int = 0, form_content: bytes = _FORM) -> Iterator[Page]:
    """Open a page of that content; /F1 is Helvetica, /Fm a form, /Plain and /Font are graphics states."""
    form = (
        b"<< /Type /XObject /Subtype /Form /BBox [0 0 100 100] /Matrix [2 0 0 2 10 20] "
        b"/Resources << /Font << /F1 4 0 R >> /XObject << /Fm 6 0 R >> >> /Length %d >>\nstream\n%s\nendstream"
        % (len(form_content), form_content)
    )
    resources = (
        b"<< /Font << /F1 4 0 R >> /XObject << /Fm 6 0 R >> "
        b"/ExtGState << /Plain << /ca 0.5 >> /Font << /Font [4 0 R 9] >> >> >>"
    )
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Rotate %d /Resources %s /Contents 5 0 R >>"
        % (rotate, resources),
        _FONT,
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content),
        form,
    ]
    data = b"%PDF-1.4\n"
    places = []
    for number, body in enumerate(objects, 1):
        places.append(len(data))
        data += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(data)
    data += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    data += b"".join(b"%010d 00000 n \n" % place for place in places)
    data += b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, start)
    path = tmp_path / "page.pdf"
    path.write_bytes(data)
    with playa.open(path, space="page") as document:
        yield document.pages[0]


def _by_playa(page: Page) -> list[PlacedFigure]:
    return [
        PlacedFigure(item.text, item.matrix, item.displacement)
        for text in page.flatten(TextObject)
        for item in text
        if item.text and item.text.isdecimal()
    ]


@pytest.mark.parametrize(
    ("content", "digits"),
    [
        (b"BT /F1 9 Tf 60 700 Td (12 a 3) Tj 0 -11 Td (45) Tj ET", "12345"),
        (b"BT /F1 9 Tf 0.5 0 0 -0.5 60.25 700 Tm <3132> Tj 18 -0 TD <33>Tj T* (4) Tj (5) ' ET", "12345"),
        (b"BT /F1 9 Tf 12 TL 3 Tc 5 Tw 80 Tz 2 Ts 1 0 0 1 9 9 Tm [(1 2) -250 (3) 120.5 <3435>] TJ ET", "12345"),
        (b"BT /F1 9 Tf 9 9 Td [-300] TJ (1) Tj ET", "1"),
        (b"q 2 0 0 2 5 5 cm BT /F1 9 Tf 1 1 Td (1) Tj q 4 Tc (23) Tj Q (45) Tj ET Q BT /F1 7 Tf (6) Tj ET Q", "123456"),
        (b"0.5 g 1 0 0 RG [3 2] 0 d /P << /MCID 0 /T (1 Tj) >> BDC 9 9 40 50 re W* n BT /F1 9 Tf (7) Tj ET EMC", "7"),
        (b"BT /F1 9 Tf 9 9 Td (\\(1\\) \\062 (34)) Tj ET", "1234"),
        (b"/Plain gs 3 0 0 3 1 1 cm BT /F1 9 Tf ET /Fm Do BT (8) Tj ET", "558"),
        (b"BT /F1 0 Tf (1) Tj /F1 9 Tf (2) Tj ET", "12"),
        (b"/Nothing Do 0 0 m 9 9 l S", ""),
    ],
)
@pytest.mark.parametrize("rotate", [0, 90])
def test_figures_stand_where_playas_interpreter_puts_them(
    tmp_path: Path, content: bytes, digits: str, rotate: int
) -> None:
    with _page(tmp_path, content, rotate) as page:
        found = place_figures(page, Codes(str.isdecimal))
        assert found == _by_playa(page)
    assert "".join(figure.char for figure in found) == digits


@pytest.mark.parametrize(
    "content",
    [
        b"BI /W 1 /H 1 /BPC 8 /CS /G ID x EI BT /F1 9 Tf (1) Tj ET",
        b"% a remark\nBT /F1 9 Tf (1) Tj ET",
        b"/Font gs BT (1) Tj ET",
        b"BT (1) Tj ET",
        b'BT /F1 9 Tf 1 2 (1) " ET',
        b"BT /F1 9 Tf (a (b (c (1)))) Tj ET",
        b"BT /F1 9 Tf 9 Td (1) Tj ET",
        b"BT /F1 9 Tf 1-2 9 Td (1) Tj ET",
        b"BT /F1 9 Tf 9 9 Td 12 Tj (1) Tj ET",
        b"BT /F1 9 Tf [(1)] [(2)] TJ ET",
        b"BT /F1 9 Tf <313> Tj ET",
        b"BT /F1 9 Tf (1) Tj ET 5 5",
    ],
)
def test_what_is_not_plain_is_left_to_playa(tmp_path: Path, content: bytes) -> None:
    with _page(tmp_path, content) as page, pytest.raises(NotPlainError):
        place_figures(page, Codes(str.isdecimal))


def test_the_second_reading_falls_back_on_playas_interpreter(tmp_path: Path) -> None:
    with _page(tmp_path, b"% a remark\nBT /F1 9 Tf 60 700 Td (1,2a) Tj ET") as page:
        expected = [figure.char for figure in _by_playa(page)]
    with open_second_reader(tmp_path / "page.pdf") as again:
        glyphs = again.figure_glyphs(1, Affine())
    assert [glyph.char for glyph in glyphs] == ["1", ",", "2"]
    assert expected == ["1", "2"]
    assert (glyphs[0].x0, glyphs[0].baseline) == (60, 700)


def test_a_form_that_draws_itself_ends(tmp_path: Path) -> None:
    with _page(tmp_path, b"BT /F1 9 Tf ET /Fm Do", form_content=b"/Fm Do BT (5) Tj ET") as page:
        found = place_figures(page, Codes(str.isdecimal))
        assert [figure.char for figure in found] == ["5"]
        assert found == _by_playa(page)

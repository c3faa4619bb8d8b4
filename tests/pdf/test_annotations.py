"""What lies upon a page and is seen there is read as if it were printed in it; what is not seen is not read."""

from __future__ import annotations

from pathlib import Path

import pypdfium2 as pdfium
import pytest
from reportlab.lib import colors

from pipelines.extraction.document import extract_document
from pipelines.extraction.model import ExtractedPage
from pipelines.pdf.annotations import draw_annotations, saved
from tests.extraction.paper import Paper, write_objects

_EDGES = (90.0, 190.0, 290.0)
_ROWS = (("Income", "1,286.40"), ("Other", "35.20"), ("Total", "1,321.60"))
#: How the fields of a form may look.
_LOOKS: dict[str, dict[str, object]] = {
    "Helvetica": {"fontName": "Helvetica"},
    "Courier": {"fontName": "Courier"},
    "Times, bold": {"fontName": "Times-Bold"},
    "large": {"fontSize": 12},
    "small": {"fontSize": 6},
    "blue": {"textColor": colors.darkblue},
    "on yellow": {"fillColor": colors.lightyellow},
    "framed": {"borderWidth": 1, "borderColor": colors.grey},
    "read only": {"fieldFlags": "readOnly"},
    "several lines": {"fieldFlags": "multiline"},
    "with a tooltip that prints another figure": {"tooltip": "99.99"},
}
_DRAWN = b"BT /F1 9 Tf 1 0 0 1 2 5 Tm (35.20) Tj ET"


def _page(path: Path) -> ExtractedPage:
    return extract_document(path, "a" * 64).pages[0]


def _texts(page: ExtractedPage) -> list[str]:
    return [cell.text for cell in page.grids[0].cells]


def _form(path: Path, **look: object) -> Path:
    """A ruled table whose amounts are filled into fields."""
    paper = Paper()
    paper.table([(name, "") for name, _ in _ROWS], _EDGES)
    for number, (name, amount) in enumerate(_ROWS):
        settings = {"borderWidth": 0, "fontSize": 9, "fillColor": None, **look}
        place = {"x": 192, "y": 682 - 20 * number, "width": 96, "height": 16}
        paper.canvas.acroForm.textfield(name=name, value=amount, **place, **settings)
    return paper.save(path)


@pytest.mark.parametrize("look", _LOOKS.values(), ids=_LOOKS)
def test_the_fields_of_a_form_are_read_by_their_look(look: dict[str, object], tmp_path: Path) -> None:
    page = _page(_form(tmp_path / "page.pdf", **look))
    assert _texts(page) == [text for row in _ROWS for text in row]
    assert page.conservation.status == "holds" and not page.conservation.doubts


def _with_annotation(path: Path, annotation: bytes, drawn: bytes = _DRAWN, form: bytes = b"") -> Path:
    """A page that prints 12.00, and something upon it at the same place."""
    content = b"BT /F1 9 Tf 1 0 0 1 100 700 Tm (12.00) Tj 0 -100 Td (7.00) Tj ET"
    font = b"<</Font<</F1 5 0 R/Helv 5 0 R>>>>"
    return write_objects(
        path,
        [
            b"<</Type/Catalog/Pages 2 0 R/AcroForm<</Fields[6 0 R]/DR%s/DA(/Helv 9 Tf 0 g)%s>>>>" % (font, form),
            b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources%s/Annots[6 0 R]>>" % font,
            b"<</Length %d>>stream\n%s\nendstream" % (len(content), content),
            b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
            b"<</Type/Annot/Rect[150 690 250 710]%s>>" % annotation,
            b"<</Type/XObject/Subtype/Form/BBox[0 0 100 20]/Resources%s/Length %d>>stream\n%s\nendstream"
            % (font, len(drawn), drawn),
        ],
    )


def _lines(path: Path) -> str:
    return " ".join(line.text for line in _page(path).text_lines)


@pytest.mark.parametrize("kind", [b"Stamp", b"FreeText", b"Square", b"Text", b"Widget/FT/Tx/T(a)/V(35.20)", b"Ink"])
def test_what_lies_upon_a_page_is_read(kind: bytes, tmp_path: Path) -> None:
    path = _with_annotation(tmp_path / "page.pdf", b"/Subtype/%s/AP<</N 7 0 R>>/F 4" % kind)
    assert _lines(path) == "12.00 35.20 7.00"


def test_a_value_whose_look_the_reader_must_make_is_read(tmp_path: Path) -> None:
    field = b"/Subtype/Widget/FT/Tx/T(a)/V(35.20)/DA(/Helv 9 Tf 0 g)/F 4"
    assert "35.20" in _lines(_with_annotation(tmp_path / "page.pdf", field, form=b"/NeedAppearances true"))


@pytest.mark.parametrize(
    "annotation",
    [
        b"/Subtype/Stamp/AP<</N 7 0 R>>/F 2",
        b"/Subtype/Widget/FT/Tx/T(a)/V(35.20)/AP<</N 7 0 R>>/F 2",
        b"/Subtype/Popup/AP<</N 7 0 R>>/F 4",
        b"/Subtype/Link/Border[0 0 1]/F 4",
        b"/Subtype/Text/Contents(35.20)/F 4",
    ],
)
def test_what_is_hidden_or_opens_on_a_click_is_not_read(annotation: bytes, tmp_path: Path) -> None:
    assert _lines(_with_annotation(tmp_path / "page.pdf", annotation)) == "12.00 7.00"


@pytest.mark.parametrize("colour", [b"1 1 1", b"0.9 0.9 0.9", b"0 0 0", b"1 0 0"])
def test_a_remark_that_covers_a_figure_hides_it(colour: bytes, tmp_path: Path) -> None:
    drawn = b"%s rg 0 0 100 20 re f" % colour
    cover = b"/Subtype/Square/Rect[95 690 195 710]/AP<</N 7 0 R>>/F 4"
    assert _lines(_with_annotation(tmp_path / "page.pdf", cover, drawn)) == "7.00"


def test_a_page_is_changed_only_if_something_lies_upon_it(tmp_path: Path) -> None:
    stamp = _with_annotation(tmp_path / "stamp.pdf", b"/Subtype/Stamp/AP<</N 7 0 R>>/F 4")
    link = _with_annotation(tmp_path / "link.pdf", b"/Subtype/Link/Border[0 0 1]/F 4")
    with pdfium.PdfDocument(link) as document:
        assert not draw_annotations(document[0])
    with pdfium.PdfDocument(stamp) as document:
        assert draw_annotations(document[0])
        with pdfium.PdfDocument(saved(document)) as copy:
            assert "35.20" in copy[0].get_textpage().get_text_range()
            assert not draw_annotations(copy[0])

"""Characters that the file holds and nobody sees on the page are no characters of the page; all others are."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pypdfium2 as pdfium
import pytest
from PIL import Image
from reportlab.lib.utils import ImageReader

from pipelines.extraction.document import extract_document
from pipelines.extraction.glyphs import PageGlyphs, read_glyphs
from tests.extraction.paper import Paper, write_objects

Draw = Callable[[Paper], None]

_BOX = (95.0, 690.0, 90.0, 22.0)


def _read(path: Path) -> PageGlyphs:
    with pdfium.PdfDocument(path) as document:
        return read_glyphs(document[0])


def _texts(found: PageGlyphs) -> tuple[str, str]:
    """What is seen, and what is not."""
    seen = "".join(glyph.char for glyph in found.glyphs if not glyph.char.isspace())
    return seen, "".join(glyph.char for glyph in found.left_out if not glyph.char.isspace())


def _figure(paper: Paper, colour: tuple[float, float, float] = (0, 0, 0), text: str = "35.20") -> None:
    paper.canvas.setFillColorRGB(*colour)
    paper.text(100, 700, text)
    paper.canvas.setFillColorRGB(0, 0, 0)


def _ground(paper: Paper, colour: tuple[float, float, float], alpha: float = 1.0) -> None:
    paper.canvas.saveState()
    paper.canvas.setFillColorRGB(*colour, alpha=alpha)
    paper.canvas.rect(*_BOX, stroke=0, fill=1)
    paper.canvas.restoreState()


def _picture(paper: Paper, colour: tuple[int, int, int]) -> None:
    file = BytesIO()
    Image.new("RGB", (40, 10), colour).save(file, "PNG")
    paper.canvas.drawImage(ImageReader(BytesIO(file.getvalue())), *_BOX)


def _in_colour(text: tuple[float, float, float], ground: tuple[float, float, float] | None) -> Draw:
    def draw(paper: Paper) -> None:
        if ground is not None:
            _ground(paper, ground)
        _figure(paper, text)

    return draw


def _below(*, ground: tuple[float, float, float] | None = None, picture: tuple[int, int, int] | None = None) -> Draw:
    def draw(paper: Paper) -> None:
        _figure(paper)
        if ground is not None:
            _ground(paper, ground)
        if picture is not None:
            _picture(paper, picture)

    return draw


def _in_mode(mode: int) -> Draw:
    def draw(paper: Paper) -> None:
        line = paper.canvas.beginText(100, 700)
        line.setFont("Helvetica", 9)
        line.setTextRenderMode(mode)
        line.textOut("35.20")
        line.setTextRenderMode(0)
        paper.canvas.drawText(line)

    return draw


def _faint(paper: Paper) -> None:
    paper.canvas.saveState()
    paper.canvas.setFillAlpha(0.02)
    paper.text(100, 700, "35.20")
    paper.canvas.restoreState()


def _set(a: float, b: float, c: float, d: float) -> Draw:
    """A figure set by a matrix."""

    def draw(paper: Paper) -> None:
        line = paper.canvas.beginText()
        line.setFont("Helvetica", 9)
        line.setTextTransform(a, b, c, d, 100, 700)
        line.textOut("35.20")
        paper.canvas.drawText(line)

    return draw


def _clipping(paper: Paper, text: str = "35.20", mode: int = 7) -> None:
    """A figure that clips all that follows; the caller restores the state."""
    line = paper.canvas.beginText(100, 700)
    line.setFont("Helvetica", 9)
    line.setTextRenderMode(mode)
    line.textOut(text)
    paper.canvas.saveState()
    paper.canvas.drawText(line)


def _through_a_clip(paint: Draw | None, mode: int = 7, is_over: bool = False) -> Draw:
    """A figure that clips what is painted after it; ``is_over`` if that is painted when the clip has ended."""

    def draw(paper: Paper) -> None:
        _clipping(paper, mode=mode)
        if is_over:
            paper.canvas.restoreState()
        if paint is not None:
            paint(paper)
        if not is_over:
            paper.canvas.restoreState()

    return draw


def _crossed(paper: Paper) -> None:
    """Rules of a table that run across the figure."""
    paper.canvas.line(90, 703, 200, 703)
    paper.canvas.line(113, 650, 113, 750)


def _blue_ground(paper: Paper) -> None:
    _ground(paper, (0.1, 0.2, 0.8))


def _blue_picture(paper: Paper) -> None:
    _picture(paper, (20, 40, 200))


def _clipped_by_other_print(paper: Paper) -> None:
    paper.canvas.saveState()
    line = paper.canvas.beginText(300, 500)
    line.setFont("Helvetica", 9)
    line.setTextRenderMode(4)
    line.textOut("7.00")
    line.setTextRenderMode(0)
    paper.canvas.drawText(line)
    _figure(paper)
    paper.canvas.restoreState()


def _on_a_white_picture(paper: Paper) -> None:
    _picture(paper, (255, 255, 255))
    _figure(paper, (1, 1, 1))


_UNSEEN: dict[str, Draw] = {
    "white on paper": _in_colour((1, 1, 1), None),
    "nearly white on paper": _in_colour((0.95, 0.95, 0.93), None),
    "white on a white ground": _in_colour((1, 1, 1), (1, 1, 1)),
    "cream on cream": _in_colour((1, 0.98, 0.9), (1, 0.98, 0.88)),
    "black on black": _in_colour((0, 0, 0), (0, 0, 0)),
    "blue on blue": _in_colour((0.1, 0.2, 0.8), (0.12, 0.2, 0.78)),
    "white on a white picture": _on_a_white_picture,
    "below a white box": _below(ground=(1, 1, 1)),
    "below a grey box": _below(ground=(0.7, 0.7, 0.7)),
    "below a red box": _below(ground=(0.9, 0.1, 0.1)),
    "below a black box": _below(ground=(0, 0, 0)),
    "below a picture": _below(picture=(250, 250, 250)),
    "below a dark picture": _below(picture=(20, 20, 20)),
    "nearly transparent": _faint,
    "set to be invisible": _in_mode(3),
    "set without height": _set(1, 0, 0, 0),
    "set sideways without width": _set(0, 0, -1, 0),
    "set nearly without width": _set(0.0005, 0, 0, 1),
    "only clipping": _through_a_clip(None),
    "only clipping, before a ground": _through_a_clip(_blue_ground, is_over=True),
    "only clipping, crossed by rules": _through_a_clip(_crossed, is_over=True),
    "only clipping a white ground": _through_a_clip(lambda paper: _ground(paper, (1, 1, 1))),
}


def _below_a_glaze(paper: Paper) -> None:
    _figure(paper)
    _ground(paper, (0.9, 0.1, 0.1), alpha=0.3)


def _beside_a_box(paper: Paper) -> None:
    _figure(paper)
    paper.canvas.setFillColorRGB(1, 1, 1)
    paper.canvas.rect(140, 690, 60, 22, stroke=0, fill=1)


def _ruled_after(paper: Paper) -> None:
    _figure(paper)
    paper.canvas.rect(90, 698.5, 100, 0.6, stroke=0, fill=1)
    paper.canvas.rect(90, 690, 100, 22, stroke=1, fill=0)


def _white_on_a_dark_picture(paper: Paper) -> None:
    _picture(paper, (20, 30, 90))
    _figure(paper, (1, 1, 1))


_SEEN: dict[str, Draw] = {
    "black on paper": _in_colour((0, 0, 0), None),
    "grey on paper": _in_colour((0.6, 0.6, 0.6), None),
    "red on paper": _in_colour((0.9, 0, 0), None),
    "white on a dark ground": _in_colour((1, 1, 1), (0.1, 0.2, 0.6)),
    "white on black": _in_colour((1, 1, 1), (0, 0, 0)),
    "black on a coloured ground": _in_colour((0, 0, 0), (0.8, 0.9, 1)),
    "black on a white ground": _in_colour((0, 0, 0), (1, 1, 1)),
    "white on a dark picture": _white_on_a_dark_picture,
    "black on a dark red ground": _in_colour((0, 0, 0), (0.6, 0.1, 0.1)),
    "below a red glaze": _below_a_glaze,
    "beside a white box": _beside_a_box,
    "with rules drawn after it": _ruled_after,
    "outlined": _in_mode(1),
    "set slanted": _set(1, 0, 0.3, 1),
    "set narrow": _set(0.5, 0, 0, 1),
    "filled and clipping": _through_a_clip(None, mode=4),
    "a ground painted through it": _through_a_clip(_blue_ground),
    "a picture painted through it": _through_a_clip(_blue_picture),
}


@pytest.mark.parametrize("draw", _UNSEEN.values(), ids=_UNSEEN)
def test_what_nobody_sees_is_not_read(draw: Draw, tmp_path: Path) -> None:
    paper = Paper()
    draw(paper)
    paper.text(100, 600, "7.00")
    assert _texts(_read(paper.save(tmp_path / "page.pdf"))) == ("7.00", "35.20")


@pytest.mark.parametrize("draw", _SEEN.values(), ids=_SEEN)
def test_what_is_seen_is_read(draw: Draw, tmp_path: Path) -> None:
    paper = Paper()
    draw(paper)
    assert _texts(_read(paper.save(tmp_path / "page.pdf"))) == ("35.20", "")


def test_what_other_print_clips_away_is_not_read(tmp_path: Path) -> None:
    paper = Paper()
    _clipped_by_other_print(paper)
    assert _texts(_read(paper.save(tmp_path / "page.pdf"))) == ("7.00", "35.20")


@pytest.mark.parametrize(("wide", "read"), [(0, ""), (2, "\ufffd"), (15, "\ufffd"), (40, "4,218.00")])
def test_two_alike_digits_are_never_taken_for_one_because_they_are_narrow(wide: int, read: str, tmp_path: Path) -> None:
    paper = Paper()
    line = paper.canvas.beginText(100, 700)
    line.setFont("Helvetica", 9)
    line.setHorizScale(wide)
    line.textOut("4,218.00")
    paper.canvas.drawText(line)
    seen, _ = _texts(_read(paper.save(tmp_path / "page.pdf")))
    assert (read if read.isascii() else set(read)) == (seen if read.isascii() else set(seen))


@pytest.mark.parametrize(
    ("old", "new"), [("384.20", "348.20"), ("35.20", "36.20"), ("12.00", "18.62"), ("81.62", "1,262.00")]
)
def test_a_figure_painted_over_and_printed_anew_is_the_new_one(old: str, new: str, tmp_path: Path) -> None:
    paper = Paper()
    _figure(paper, text=old)
    _ground(paper, (1, 1, 1))
    _figure(paper, text=new)
    assert _texts(_read(paper.save(tmp_path / "page.pdf"))) == (new, old)


def test_white_print_across_black_print_leaves_the_black(tmp_path: Path) -> None:
    paper = Paper()
    _figure(paper, text="0.00")
    _figure(paper, (1, 1, 1), text="1,303.03")
    assert _texts(_read(paper.save(tmp_path / "page.pdf")))[0] == "0.00"


@pytest.mark.parametrize(("state", "seen"), [("ON", "35.207.00"), ("OFF", "7.00")])
def test_a_layer_that_is_switched_off_is_not_read(state: str, seen: str, tmp_path: Path) -> None:
    assert _texts(_read(_layered(tmp_path / "page.pdf", state)))[0] == seen


@pytest.mark.parametrize("turn", [0, 90, 180, 270])
@pytest.mark.parametrize("box", [(0, 0, 185, 842), (40, 60, 188, 760), (0, 640, 187, 720)])
def test_what_the_page_is_cropped_of_is_not_read(box: tuple[int, int, int, int], turn: int, tmp_path: Path) -> None:
    paper = Paper()
    paper.table([["11.00", "12.00"], ["21.00", "22.00"]], [90, 190, 290])
    paper.text(100, 20, "99.10")
    with pdfium.PdfDocument(paper.save(tmp_path / "whole.pdf")) as document:
        document[0].set_cropbox(*box)
        document[0].set_rotation(turn)
        document.save(tmp_path / "page.pdf")
    page = extract_document(tmp_path / "page.pdf", "a" * 64).pages[0]
    read = "".join(cell.text for grid in page.grids for cell in grid.cells)
    read += "".join(line.text for line in page.text_lines)
    assert "11.00" in read and "21.00" in read
    assert "12.00" not in read and "22.00" not in read and ("99.10" in read) == (box[1] == 0)
    assert page.conservation.status == "holds" and not page.conservation.doubts


def test_the_second_reading_of_a_table_does_not_doubt_it(tmp_path: Path) -> None:
    paper = Paper()
    paper.table([["11.00", "12.00"], ["21.00", "22.00"]], [90, 190, 290])
    paper.canvas.setFillColorRGB(1, 1, 1)
    paper.text(130, 688, "99.10")
    page = extract_document(paper.save(tmp_path / "page.pdf"), "a" * 64).pages[0]
    assert page.conservation.status == "holds" and not page.conservation.doubts
    assert [cell.text for cell in page.grids[0].cells] == ["11.00", "12.00", "21.00", "22.00"]


def _layered(path: Path, state: str) -> Path:
    """A page with a figure in a layer that is on or off, and one in none; written object by object."""
    content = (
        b"BT /F1 9 Tf /OC /L1 BDC 1 0 0 1 100 700 Tm (35.20) Tj EMC ET BT /F1 9 Tf 1 0 0 1 100 600 Tm (7.00) Tj ET"
    )
    objects = [
        f"<</Type/Catalog/Pages 2 0 R/OCProperties<</OCGs[6 0 R]/D<</Order[6 0 R]/{state}[6 0 R]>>>>>>".encode(),
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R"
        b"/Resources<</Font<</F1 5 0 R>>/Properties<</L1 6 0 R>>>>>>",
        b"<</Length %d>>stream\n%s\nendstream" % (len(content), content),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
        b"<</Type/OCG/Name(Layer)>>",
    ]
    return write_objects(path, objects)

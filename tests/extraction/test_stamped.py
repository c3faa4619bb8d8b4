"""A watermark and a seal are no text of the page they lie upon; the page's own print is, however it looks."""

from __future__ import annotations

import math
from collections.abc import Callable
from pathlib import Path

import pytest

from pipelines.extraction.document import extract_document
from pipelines.extraction.model import ExtractedPage
from tests.extraction.paper import Paper

Draw = Callable[[Paper], None]
_Rgb = tuple[float, float, float]

_EDGES = (90.0, 190.0, 290.0, 390.0)
_ROWS = (
    ("Name", "Budget", "Final"),
    ("Income", "1,286.40", "1,012.35"),
    ("Other", "35.20", "168.90"),
    ("Total", "1,321.60", "1,181.25"),
)
_TEXT = "Office 20250912103522"


def _read(draw: Draw, path: Path, *, is_first: bool = False) -> ExtractedPage:
    paper = Paper()
    if is_first:
        draw(paper)
    paper.table(_ROWS, _EDGES)
    if not is_first:
        draw(paper)
    return extract_document(paper.save(path), "a" * 64).pages[0]


def _texts(page: ExtractedPage) -> list[str]:
    return [cell.text for cell in page.grids[0].cells]


def _tiled(
    colour: _Rgb = (0.75, 0.75, 0.75),
    angle: float = 30,
    size: float = 13,
    alpha: float = 1,
    step: tuple[int, int] = (160, 45),
    text: str = _TEXT,
    font: str = "Helvetica",
) -> Draw:
    def draw(paper: Paper) -> None:
        canvas = paper.canvas
        for x in range(20, 560, step[0]):
            for y in range(540, 780, step[1]):
                canvas.saveState()
                canvas.translate(x, y)
                canvas.rotate(angle)
                canvas.setFillColorRGB(*colour, alpha=alpha)
                canvas.setFont(font, size)
                canvas.drawString(0, 0, text)
                canvas.restoreState()

    return draw


def _seal(
    colour: _Rgb = (0.9, 0, 0), middle: tuple[float, float] = (330, 650), radius: float = 50, inside: str = ""
) -> Draw:
    def draw(paper: Paper) -> None:
        canvas = paper.canvas
        canvas.saveState()
        canvas.setStrokeColorRGB(*colour)
        canvas.setFillColorRGB(*colour)
        canvas.circle(*middle, radius)
        canvas.setFont("Helvetica", 9)
        for number, char in enumerate("3101070023456 OFFICE"):
            canvas.saveState()
            canvas.translate(*middle)
            canvas.rotate(150 - 17 * number)
            canvas.drawCentredString(0, radius - 12, char)
            canvas.restoreState()
        canvas.drawCentredString(middle[0], middle[1] - 3, inside)
        canvas.restoreState()

    return draw


_STAMPS: dict[str, Draw] = {
    "grey, aslant": _tiled(),
    "dark, aslant": _tiled((0.2, 0.2, 0.2)),
    "aslant downwards": _tiled(angle=-45),
    "steep": _tiled(angle=60),
    "hardly aslant": _tiled(angle=8),
    "large, aslant": _tiled(size=40, step=(400, 150)),
    "small and dense": _tiled(size=6, step=(80, 15)),
    "red, aslant": _tiled((1, 0.2, 0.2)),
    "translucent, aslant": _tiled((0, 0, 0), alpha=0.2),
    "translucent, level": _tiled((0, 0, 0), angle=0, alpha=0.3),
    "pale, level, across the rows": _tiled((0.8, 0.8, 0.8), angle=0, step=(160, 13)),
    "blue, level, across the rows": _tiled((0.4, 0.6, 1), angle=0, step=(160, 13)),
    "in another font": _tiled(font="Times-Roman", text="1,286.40"),
    "upside down": _tiled(angle=200),
    "a red seal": _seal(),
    "a blue seal": _seal((0, 0.1, 0.8)),
    "a seal with a number in its middle": _seal(inside="35.20"),
    "a small seal": _seal(radius=35, middle=(250, 660)),
    "a large seal": _seal(radius=80, middle=(240, 640), inside="99"),
}


@pytest.mark.parametrize("is_first", [True, False], ids=["below", "above"])
@pytest.mark.parametrize("draw", _STAMPS.values(), ids=_STAMPS)
def test_a_stamp_is_no_text_of_the_table(draw: Draw, is_first: bool, tmp_path: Path) -> None:
    page = _read(draw, tmp_path / "page.pdf", is_first=is_first)
    assert _texts(page) == [text for row in _ROWS for text in row]
    assert page.conservation.status == "holds" and not page.conservation.doubts


def _in_colour(colour: _Rgb, text: str = "77.10", place: tuple[float, float] = (420, 648)) -> Draw:
    def draw(paper: Paper) -> None:
        paper.canvas.setFillColorRGB(*colour)
        paper.text(*place, text)
        paper.canvas.setFillColorRGB(0, 0, 0)

    return draw


def _on_a_band(paper: Paper) -> None:
    paper.canvas.setFillColorRGB(0.1, 0.2, 0.6)
    paper.canvas.rect(400, 640, 100, 22, stroke=0, fill=1)
    _in_colour((1, 1, 1))(paper)


def _sloped(paper: Paper) -> None:
    line = paper.canvas.beginText()
    line.setTextTransform(1, 0, math.tan(math.radians(12)), 1, 420, 648)
    line.setFont("Helvetica", 9)
    line.textOut("77.10")
    paper.canvas.drawText(line)


_PRINT: dict[str, Draw] = {
    "black": _in_colour((0, 0, 0)),
    "red": _in_colour((0.9, 0, 0)),
    "pale": _in_colour((0.6, 0.6, 0.6)),
    "blue": _in_colour((0, 0, 1)),
    "white on a dark band": _on_a_band,
    "sloped letters": _sloped,
}


@pytest.mark.parametrize("draw", _PRINT.values(), ids=_PRINT)
def test_print_is_text_in_any_colour(draw: Draw, tmp_path: Path) -> None:
    page = _read(draw, tmp_path / "page.pdf")
    assert [line.text for line in page.text_lines] == ["77.10"]


def test_a_red_text_that_runs_on_into_the_next_cell_stays(tmp_path: Path) -> None:
    page = _read(_in_colour((0.9, 0, 0), "1,286,400,000.00", (150, 668)), tmp_path / "page.pdf")
    digits = "".join(c for cell in page.grids[0].cells for c in cell.text if c.isdigit())
    assert len(digits) == len("128640101235352016890132160118125128640000000")


def test_a_page_that_stands_aslant_itself_is_read(tmp_path: Path) -> None:
    paper = Paper()
    paper.canvas.rotate(8)
    for number in range(10):
        paper.text(200, 600 - 20 * number, f"{number}7.10")
    page = extract_document(paper.save(tmp_path / "page.pdf"), "a" * 64).pages[0]
    assert "37.10" in " ".join(line.text for line in page.text_lines)

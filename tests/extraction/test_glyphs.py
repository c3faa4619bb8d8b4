"""The visible characters of a page, upright, each once."""

from __future__ import annotations

from pathlib import Path

import pypdfium2 as pdfium
import pytest

from pipelines.extraction.glyphs import Glyph, PageGlyphs, read_glyphs, without_overprints
from tests.extraction.paper import HEIGHT, WIDTH, Paper


def _read(paper: Paper, folder: Path) -> PageGlyphs:
    with pdfium.PdfDocument(paper.save(folder / "page.pdf")) as document:
        return read_glyphs(document[0])


def _text(found: PageGlyphs) -> str:
    return "".join(glyph.char for glyph in found.glyphs if not glyph.char.isspace())


def test_characters_with_their_places(tmp_path: Path) -> None:
    paper = Paper()
    paper.text(100, 700, "12.50")
    found = _read(paper, tmp_path)
    assert _text(found) == "12.50"
    first = found.glyphs[0]
    assert first.x0 == pytest.approx(100, abs=1) and first.baseline == pytest.approx(700, abs=0.1)
    assert first.em == pytest.approx(9, abs=0.1) and first.confidence is None
    assert (found.turns, found.reading_size) == (0, (WIDTH, HEIGHT))


def test_a_table_printed_sideways_is_read_upright(tmp_path: Path) -> None:
    paper = Paper()
    paper.canvas.rotate(90)
    paper.text(100, -300, "12345")
    found = _read(paper, tmp_path)
    assert found.turns in (1, 3) and found.reading_size == (HEIGHT, WIDTH)
    xs = [glyph.x0 for glyph in found.glyphs if not glyph.char.isspace()]
    assert xs == sorted(xs) and len({round(glyph.baseline) for glyph in found.glyphs}) == 1
    back = found.reading_to_displayed.point(found.glyphs[0].x0, found.glyphs[0].baseline)
    assert back == (pytest.approx(300, abs=1), pytest.approx(100, abs=1))


@pytest.mark.parametrize("turn", [0, 90, 180, 270])
@pytest.mark.parametrize(("count", "slant"), [(2, 0.0), (9, 0.0), (9, 0.3)])
def test_what_is_printed_as_in_a_mirror_is_not_read(count: int, slant: float, turn: int, tmp_path: Path) -> None:
    """Few figures of the page or most, in upright print and in slanted, however the page itself is turned."""
    paper = _turned(turn)
    for number in range(4):
        paper.text(60, 500 - 20 * number, "1,234.56")
    paper.canvas.transform(-1, 0, slant, 1, 400, 0)
    for number in range(count):
        paper.text(60, 400 - 20 * number, "524.14")
    found = _read(paper, tmp_path)
    assert (found.turns, found.rotation) == (0, turn)
    assert _text(found) == "1,234.56" * 4 + "\ufffd" * 6 * count


@pytest.mark.parametrize("turn", [0, 90, 180, 270])
@pytest.mark.parametrize("quarter", [0, 1, 2, 3])
def test_what_stands_sideways_or_upside_down_is_no_mirrored_print(quarter: int, turn: int, tmp_path: Path) -> None:
    paper = _turned(turn)
    paper.canvas.translate(250, 250)
    paper.canvas.rotate(90 * quarter)
    for number in range(4):
        paper.text(10, -20 * number, "1,234.56")
    assert _text(_read(paper, tmp_path)) == "1,234.56" * 4


@pytest.mark.parametrize("turn", [0, 90, 180, 270])
def test_a_font_that_is_upside_down_is_set_with_its_height_turned_and_read(turn: int, tmp_path: Path) -> None:
    paper = _turned(turn)
    paper.canvas.transform(1, 0, 0, -1, 0, 0)
    paper.text(60, -500, "1,234.56")
    found = _read(paper, tmp_path)
    assert _text(found) == "1,234.56" and found.turns == 0


def _turned(turn: int) -> Paper:
    """Paper whose page is turned and drawn so that what is set level is displayed level."""
    paper = Paper()
    paper.canvas.setPageRotation(turn)
    paper.canvas.translate(*{0: (0, 0), 90: (HEIGHT, 0), 180: (WIDTH, HEIGHT), 270: (0, WIDTH)}[turn])
    paper.canvas.rotate(turn)
    return paper


def test_what_is_printed_twice_to_look_bold_is_there_once(tmp_path: Path) -> None:
    paper = Paper()
    paper.text(100, 700, "11")
    paper.text(100.3, 700, "11")
    assert _text(_read(paper, tmp_path)) == "11"


@pytest.mark.parametrize("shift", [0.1, 0.2, 0.35, 0.5, 0.7])
@pytest.mark.parametrize("times", [2, 4])
def test_a_total_printed_several_times_is_there_once(shift: float, times: int, tmp_path: Path) -> None:
    paper = Paper()
    paper.font_size = 12
    for number in range(times):
        if number * shift <= 1.4:
            paper.text(100 + number * shift, 700, "1,321.60..11")
    assert _text(_read(paper, tmp_path)) == "1,321.60..11"


def test_equal_characters_side_by_side_are_two() -> None:
    one = Glyph("1", 0, 0, 5, 9, 0, 10, 0, 5)
    beside, over = one._replace(x0=5.0, x1=10.0), one._replace(x0=0.5, x1=5.5)
    assert without_overprints([one, beside]) == (one, beside)
    assert without_overprints([one, over]) == (one,)
    assert without_overprints([one, over._replace(char="7")]) == (one, over._replace(char="7"))


def test_a_page_larger_than_any_printed_one_is_refused(tmp_path: Path) -> None:
    paper = Paper()
    paper.canvas.setPageSize((200_000, 200_000))
    paper.text(100, 700, "1")
    with pytest.raises(ValueError, match="points large"):
        _read(paper, tmp_path)

"""Characters to lines: same baseline, spaces where the print leaves a gap."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.extraction.glyphs import Glyph
from pipelines.extraction.lines import bounding_box, gap, group_lines, split_at_gaps
from pipelines.extraction.model import Box

EM = 10.0


def glyph(char: str, x: float, y: float = 100.0, em: float = EM) -> Glyph:
    return Glyph(char, x, y, x + em / 2, y + em, y, em, x, x + em / 2)


def row(text: str, x: float = 0.0, y: float = 100.0) -> list[Glyph]:
    return [glyph(char, x + EM / 2 * place, y) for place, char in enumerate(text)]


def test_lines_come_top_to_bottom_and_left_to_right() -> None:
    mixed = [*row("ab", y=50), *reversed(row("cd", y=80))]
    assert [line.raw for line in group_lines(mixed)] == ["cd", "ab"]


@pytest.mark.parametrize(("drop", "count"), [(4.9, 1), (5.1, 2)])
def test_half_a_font_size_is_another_line(drop: float, count: int) -> None:
    assert len(group_lines([glyph("a", 0), glyph("b", 6, 100 - drop)])) == count


@pytest.mark.parametrize(("blank_em", "raw"), [(0.1, "12"), (0.3, "1 2")])
def test_the_blank_between_figures_is_a_space(blank_em: float, raw: str) -> None:
    (line,) = group_lines([glyph("1", 0), glyph("2", EM / 2 + blank_em * EM)])
    assert line.raw == raw


def test_a_wide_gap_stays_in_chinese() -> None:
    apart = [*row("部门"), *row("单位", x=100)]
    assert group_lines(apart)[0].text == "部门 单位"
    assert [len(run) for run in split_at_gaps(apart, 2.0)] == [2, 2]
    assert gap(apart[1], apart[2]) == pytest.approx(9.0)


@given(st.lists(st.tuples(st.sampled_from("12三"), st.floats(0, 500), st.floats(0, 800)), min_size=1, max_size=30))
def test_each_character_is_in_exactly_one_line_and_in_its_box(places: list[tuple[str, float, float]]) -> None:
    glyphs = [glyph(*place) for place in places]
    lines = group_lines(glyphs)
    assert sorted(one for line in lines for one in line.glyphs) == sorted(glyphs)
    for line in lines:
        box = line.box
        assert all(box.x0 <= one.x0 and one.x1 <= box.x1 for one in line.glyphs)
    assert bounding_box(glyphs[:1]) == Box(*glyphs[0][1:5])

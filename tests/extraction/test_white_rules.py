"""White rules that part nothing go; those that part print, lie upon a shaded ground or are all that a table has stay."""

from __future__ import annotations

import pytest

from pipelines.extraction.glyphs import Glyph
from pipelines.extraction.lattice import Segment
from pipelines.extraction.shapes import Drawn
from pipelines.extraction.white_rules import without_idle_rules

_SIZE = (600.0, 800.0)
_LEVEL: list[Segment] = [(100, y, 400, y) for y in (500.0, 550.0, 600.0)]
_UPRIGHT: list[Segment] = [(x, 500, x, 600) for x in (100.0, 250.0, 400.0)]
_WHITE: Segment = (325, 500, 325, 600)
_LEFT, _RIGHT = (300.0, 525.0), (350.0, 575.0)


def _glyph(x: float, y: float) -> Glyph:
    return Glyph("7", x - 2, y - 3, x + 2, y + 3, y - 3, 9, x - 2, x + 2)


def _kept(
    at: list[tuple[float, float]], white: tuple[Segment, ...] = (_WHITE,), grounds: tuple[Segment, ...] = ()
) -> list[Segment]:
    drawn = Drawn(_LEVEL, [*_UPRIGHT, *white], [], 0, frozenset(white), grounds)
    level, upright = without_idle_rules(drawn, [_glyph(*place) for place in at], _SIZE)
    assert level == _LEVEL
    return [rule for rule in upright if rule in white]


@pytest.mark.parametrize("at", [[], [_LEFT], [_RIGHT], [_LEFT, (320.0, 575.0)], [_LEFT, (175.0, 575.0)]])
def test_a_white_rule_with_nothing_on_one_side_goes(at: list[tuple[float, float]]) -> None:
    assert _kept(at) == []


def test_one_that_parts_print_stays_whichever_row_it_does_so_in() -> None:
    assert _kept([_LEFT, _RIGHT]) == [_WHITE]
    pieces: tuple[Segment, ...] = ((325, 500, 325, 550), (325, 550, 325, 600))
    assert _kept([_LEFT, (350.0, 525.0)], pieces) == list(pieces)


def test_one_upon_a_shaded_ground_stays() -> None:
    assert _kept([_LEFT], grounds=((100, 500, 400, 600),)) == [_WHITE]


def test_a_table_whose_rules_are_all_white_keeps_them() -> None:
    white = frozenset([*_LEVEL, *_UPRIGHT])
    drawn = Drawn(_LEVEL, _UPRIGHT, [], 0, white)
    assert without_idle_rules(drawn, [], _SIZE) == (_LEVEL, _UPRIGHT)


def test_one_outside_of_the_table_stays() -> None:
    outside: tuple[Segment, ...] = ((450, 500, 450, 600),)
    assert _kept([], outside) == list(outside)


def test_level_ones_are_judged_alike() -> None:
    white: Segment = (100, 510, 400, 510)
    drawn = Drawn([*_LEVEL, white], _UPRIGHT, [], 0, frozenset([white]))
    assert without_idle_rules(drawn, [_glyph(300, 530)], _SIZE)[0] == _LEVEL
    assert without_idle_rules(drawn, [_glyph(300, 530), _glyph(200, 505)], _SIZE)[0] == [*_LEVEL, white]

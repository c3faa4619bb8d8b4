"""Rules in the colour of paper: kept where they part what is printed, left out where nobody sees that they do.

Belongs here: that judgement, for rules within a table whose own rules are seen. White rules upon a shaded ground are seen, and a
table whose rules are all white is told by nothing else: both keep theirs.
"""

from __future__ import annotations

from collections.abc import Sequence

from pipelines.extraction.glyphs import Glyph
from pipelines.extraction.lattice import Segment, read_segments
from pipelines.extraction.shapes import Drawn

#: Rules nearer than this, in points, are one rule; a rule so near the border of a table is its border.
_SAME = 1.5
#: The middle of a character: along a rule, and across it.
_Point = tuple[float, float]


def without_idle_rules(
    drawn: Drawn, glyphs: Sequence[Glyph], size: tuple[float, float]
) -> tuple[list[Segment], list[Segment]]:
    """Return the level and the upright rules of a page but those that nobody sees and that part nothing."""
    if not drawn.faint:
        return drawn.horizontal, drawn.vertical
    seen = [[rule for rule in rules if rule not in drawn.faint] for rules in (drawn.horizontal, drawn.vertical)]
    tables = [grid.box for grid in read_segments(seen[0], seen[1], size)]
    if not tables:
        return drawn.horizontal, drawn.vertical
    middles = [(glyph.middle_x, glyph.middle_y) for glyph in glyphs]
    faint = [rule for rule in drawn.faint if not any(_meets(rule, ground) for ground in drawn.grounds)]
    idle: set[Segment] = set()
    for table in tables:
        box = (table.x0, table.y0, table.x1, table.y1)
        idle |= _idle_uprights(faint, drawn.vertical, middles, box)
        turned = _idle_uprights(
            [_turned(rule) for rule in faint],
            [_turned(rule) for rule in drawn.horizontal],
            [(y, x) for x, y in middles],
            _turned(box),
        )
        idle |= {_turned(rule) for rule in turned}
    return [rule for rule in drawn.horizontal if rule not in idle], [
        rule for rule in drawn.vertical if rule not in idle
    ]


def _idle_uprights(
    faint: Sequence[Segment], all_rules: Sequence[Segment], middles: Sequence[_Point], box: Segment
) -> set[Segment]:
    """Return the faint upright rules within a table to the left or right of which, up to the next rule, nothing is printed."""
    x0, y0, x1, y1 = box
    inside = [
        rule
        for rule in faint
        if rule[0] == rule[2] and x0 + _SAME < rule[0] < x1 - _SAME and y0 - _SAME < rule[1] and rule[3] < y1 + _SAME
    ]
    if not inside:
        return set()
    others = sorted({rule[0] for rule in all_rules if rule[1] < y1 and rule[3] > y0})
    idle: set[Segment] = set()
    for rule in inside:
        # Pieces of one rule are judged together: what it parts in one row, it parts in all.
        pieces = [piece for piece in inside if abs(piece[0] - rule[0]) <= _SAME]
        left = max((x for x in others if x < rule[0] - _SAME), default=x0)
        right = min((x for x in others if x > rule[0] + _SAME), default=x1)
        beside = [x for x, y in middles if left < x < right and any(low <= y <= high for _, low, _, high in pieces)]
        if not any(x < rule[0] for x in beside) or not any(x > rule[0] for x in beside):
            idle.add(rule)
    return idle


def _turned(rule: Segment) -> Segment:
    x0, y0, x1, y1 = rule
    return y0, x0, y1, x1


def _meets(rule: Segment, ground: Segment) -> bool:
    return rule[0] <= ground[2] and rule[2] >= ground[0] and rule[1] <= ground[3] and rule[3] >= ground[1]

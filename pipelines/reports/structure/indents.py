"""The tree that indents show: a row further to the right is part of the row above it that begins further left.

Belongs here: that reading. Whether the indents mean anything is for the sums to say: names may be centred.
"""

from __future__ import annotations

from collections.abc import Sequence

from pipelines.reports.structure.rows import Levels, PlacedRow

#: Indents nearer than this are one: less than half a character.
_SAME_POINTS = 3.0
#: More steps than a hierarchy has mean that names are centred.
_MAX_STEPS = 7


def levels_by_indent(rows: Sequence[PlacedRow]) -> Levels | None:
    """Return the levels that indents show; None if rows don't begin at a few distinct places, or some place is unknown."""
    lines = [row for row in rows if row.role in ("line", "part", "subtotal")]
    indents = sorted({row.indent for row in lines if row.indent is not None})
    if not lines or any(row.indent is None for row in lines):
        return None
    steps: list[float] = []
    for indent in indents:
        if not steps or indent - steps[-1] > _SAME_POINTS:
            steps.append(indent)
    if not 1 < len(steps) <= _MAX_STEPS:
        return None
    return tuple(
        0
        if row.role in ("total", "note")
        else 1 + max(n for n, step in enumerate(steps) if step <= (row.indent or 0) + 0.01)
        for row in rows
    )

"""The trees that numbers in front of labels show: （一） stands below 一、, 1. below （一）.

Belongs here: those readings, for tables most of whose rows are numbered in two styles or more.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from pipelines.reports.structure.amounts import has_money
from pipelines.reports.structure.rows import Levels, PlacedRow
from pipelines.reports.words import numbering_rank

#: Share of rows that must be numbered for the numbers to be the table's order.
_MIN_SHARE = 0.5


def levels_by_numbering(rows: Sequence[PlacedRow]) -> Levels | None:
    """Return the levels that numbers show; a row without one stands below the numbered row above it. None if they show none."""
    lines = [row for row in rows if row.role in ("line", "part")]
    numbered = [row.numbering for row in lines if row.numbering]
    if len({numbering_rank(style) for style in numbered}) < 2 or len(numbered) < _MIN_SHARE * len(lines):
        return None
    # A subtotal's style counts among them, too: （一）支出合计 may be the only one in brackets.
    ranks = sorted(
        {numbering_rank(row.numbering) for row in rows if row.numbering and row.role not in ("total", "note")}
    )
    levels: list[int] = []
    current = 0
    for row in rows:
        if row.role in ("total", "note"):
            levels.append(0)
            continue
        if row.numbering:
            current = 1 + ranks.index(numbering_rank(row.numbering))
            levels.append(current)
        else:
            levels.append(current + 1)
    return tuple(levels)


def levels_by_numbering_below_heads(rows: Sequence[PlacedRow]) -> tuple[Levels, ...]:
    """Return the levels under which the numbers begin anew below each unnumbered name; none if they don't all stand below one.

    A unit's name stands above 一、 so: no number of its own, no code of the numbered names' tree, and an outermost number or
    another such name next. Such a one above another has no money, or is the first: perhaps the department above all others.
    """
    by_numbers = levels_by_numbering(rows)
    lines = [number for number, row in enumerate(rows) if row.role in ("line", "part")]
    if by_numbers is None:
        return ()
    heads: set[int] = set()
    for number, below in reversed(list(pairwise(lines))):
        is_above_first = rows[below].numbering is not None and by_numbers[below] == 1
        is_above_head = below in heads and (number == lines[0] or not has_money(rows[number].amounts))
        if not rows[number].numbering and rows[number].is_proper_name and (is_above_first or is_above_head):
            heads.add(number)
    if lines[0] not in heads:
        return ()
    flat = tuple(
        1 if number in heads else level + (row.role not in ("total", "note"))
        for number, (row, level) in enumerate(zip(rows, by_numbers, strict=True))
    )
    if lines[1] not in heads:
        return (flat,)
    below_first = tuple(
        level + (number > lines[0] and rows[number].role not in ("total", "note")) for number, level in enumerate(flat)
    )
    return flat, below_first

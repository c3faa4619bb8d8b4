"""What of a table's rows bears on their place: code, indent, numbering, amounts.

Belongs here: plain values. Where they come from is ``tables.levels``; what follows from them is ``readings`` and ``sum_parse``.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from pipelines.reports.structure.amounts import Amounts

RowRole = Literal["total", "subtotal", "line", "part", "note"]


@dataclass(frozen=True, slots=True)
class PlacedRow:
    """One body row. ``part`` is a row under 其中: of its whole, never a summand."""

    role: RowRole
    amounts: Amounts
    #: Code of a classification or of a tree of units (2013202, 112001); None if the row prints and names none.
    code: str | None = None
    #: Which tree the code is of; codes of two trees say nothing of each other.
    tree: str | None = None
    #: Points from the cell's border to the label; None if unknown.
    indent: float | None = None
    #: Style of the numbering in front of the label, None without one.
    numbering: str | None = None
    #: True if the label is a name that only units, projects or the like have: no word of a classification.
    is_proper_name: bool = False
    #: True if the row names a budget unit and nothing below it: coded rows after it are its own until another unit comes.
    is_unit: bool = False


#: A level for each row, 0 outermost; the parent of a row is the nearest earlier row with a smaller one.
Levels = tuple[int, ...]


def children_of(levels: Levels, rows: Sequence[PlacedRow]) -> dict[int, list[int]]:
    """Return the rows directly below each row that has any; notes have no place."""
    found: dict[int, list[int]] = {}
    stack: list[int] = []
    for number, row in enumerate(rows):
        if row.role == "note":
            continue
        while stack and levels[stack[-1]] >= levels[number]:
            stack.pop()
        if stack:
            found.setdefault(stack[-1], []).append(number)
        stack.append(number)
    return found


def extends(code: str | None, other: str | None) -> bool:
    """True if ``code`` goes on from ``other`` (30101 from 301)."""
    return bool(code and other) and code != other and str(code).startswith(str(other))

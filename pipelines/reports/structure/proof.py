"""How well a reading of a table's rows is proven: its sums tried, and those that close.

Belongs here: counting. Totals above their parts and below them count alike; parts under 其中 are no addends.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pipelines.reports.structure.amounts import Closing, Rounding, compare
from pipelines.reports.structure.rows import Levels, PlacedRow, children_of


@dataclass(frozen=True, slots=True)
class Proof:
    """Sums (a parent in a column each) that a reading says must hold."""

    tried: int
    closed: int
    #: Those of ``closed`` that can't have closed by accident.
    proving: int

    @property
    def open(self) -> int:
        """Sums that don't close."""
        return self.tried - self.closed


def prove(levels: Levels, rows: Sequence[PlacedRow], rounding: Rounding) -> Proof:
    """Count the sums of a reading."""
    closings = list(closings_of(levels, rows, rounding).values())
    closed, still_open = sum(c.closed for c in closings), sum(c.open for c in closings)
    return Proof(closed + still_open, closed, sum(c.proving for c in closings))


def closings_of(levels: Levels, rows: Sequence[PlacedRow], rounding: Rounding) -> dict[int, Closing]:
    """Compare each parent with its parts; a total without rows below it with the outermost rows above it."""
    children = children_of(levels, rows)
    found: dict[int, Closing] = {}
    for parent, below in children.items():
        addends = [number for number in below if rows[number].role in ("line", "subtotal")]
        if addends:
            found[parent] = compare(rows[parent].amounts, [rows[number].amounts for number in addends], rounding)
    for number, row in enumerate(rows):
        if row.role == "total" and number not in children:
            above = [n for n in _outermost(levels, rows, number) if rows[n].role == "line"]
            if above:
                found[number] = compare(row.amounts, [rows[n].amounts for n in above], rounding)
    return found


def _outermost(levels: Levels, rows: Sequence[PlacedRow], end: int) -> list[int]:
    """The rows before ``end`` that stand below no row but totals."""
    found: list[int] = []
    lowest: int | None = None
    for number in range(end):
        if rows[number].role in ("note", "total", "subtotal"):
            continue
        if lowest is None or levels[number] <= lowest:
            found.append(number)
            lowest = levels[number]
    return found

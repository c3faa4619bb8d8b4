"""What moving rows does to one check: by which segments it closes, and whether it still holds.

Belongs here: the arithmetic of slips. Moving rows ``first`` … ``last`` of a table by so many rows changes the difference of a
check by a part that depends on ``first`` alone and one that depends on ``last`` alone; so the segments that close a check
are found by look-up, and whether one breaks it is a matter of two sums kept beforehand.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from itertools import accumulate

from pipelines.quality.diagnosis.grid import Grid
from pipelines.quality.diagnosis.ledger import Ledger


class SlipOfSum:
    """One check under moves of a table's rows by ``shift`` (positive: down)."""

    def __init__(self, ledger: Ledger, grid: Grid, check: int, shift: int) -> None:
        """Sum up what each row of the check's would change, if it got another row's amounts and if it were blank."""
        self._difference = ledger.differences[check]
        self._tolerance = ledger.tolerances[check]
        self._shift = shift
        self._rows = len(grid.rows)
        values, moved, blank = ledger.values, {}, {}
        for figure, coefficient in ledger.terms[check].items():
            place = grid.place_of.get(figure)
            if place is None:
                continue
            position, column = place
            origin = position - shift
            source = grid.rows[origin].get(column) if 0 <= origin < self._rows else None
            new = values[source] if source is not None else 0
            moved[position] = moved.get(position, 0) + coefficient * (new - values[figure])
            blank[position] = blank.get(position, 0) - coefficient * values[figure]
        self._positions = sorted(moved)
        self._moved = [0, *accumulate(moved[position] for position in self._positions)]
        self._blank = [0, *accumulate(blank[position] for position in self._positions)]
        #: Whether any move changes anything.
        self.matters = any(moved.values()) or any(blank.values())

    def touches(self, rows: range) -> bool:
        """Whether the check has a figure in these rows (positions)."""
        return bisect_left(self._positions, rows.start) < bisect_left(self._positions, rows.stop)

    def holds(self, first: int, last: int) -> bool:
        """Whether the check closes if these rows are moved and those left behind are blank."""
        return abs(self._difference + self._by_first(first) + self._by_last(last)) <= self._tolerance

    def closing(self, is_tail_only: bool) -> Iterator[tuple[int, int]]:
        """Segments that close the check; all of them, or only those that end with the last row."""
        size = abs(self._shift)
        lasts = range(self._rows - 1 if is_tail_only else size, self._rows)
        by_last = sorted((self._by_last(last), last) for last in lasts)
        amounts = [amount for amount, _ in by_last]
        for first in range(self._rows - size):
            wanted = -self._difference - self._by_first(first)
            start, end = (
                bisect_left(amounts, wanted - self._tolerance),
                bisect_right(amounts, wanted + self._tolerance),
            )
            for _, last in by_last[start:end]:
                if last >= first + size:
                    yield first, last

    def _by_first(self, first: int) -> int:
        if self._shift < 0:
            return -self._sum(self._moved, first)
        end = first + self._shift
        return self._sum(self._blank, end) - self._sum(self._blank, first) - self._sum(self._moved, end)

    def _by_last(self, last: int) -> int:
        if self._shift > 0:
            return self._sum(self._moved, last + 1)
        start = last + self._shift + 1
        return self._sum(self._moved, start) + self._sum(self._blank, last + 1) - self._sum(self._blank, start)

    def _sum(self, sums: list[int], end: int) -> int:
        """Of the rows before ``end``."""
        return sums[bisect_left(self._positions, end)]

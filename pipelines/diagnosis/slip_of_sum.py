"""What moving rows does to a sum: by which segments it closes, and whether it still holds.

Belongs here: the arithmetic of slips. Moving rows ``first`` … ``last`` of a table by so many rows changes the difference of a
sum by a part that depends on ``first`` alone and one that depends on ``last`` alone; so the segments that close it are found
by look-up, and whether one breaks it is a matter of two numbers kept beforehand.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import accumulate

from pipelines.diagnosis.grid import Grid
from pipelines.diagnosis.ledger import Ledger


@dataclass(frozen=True, slots=True)
class Sum:
    """What is to close: signed coefficients by figure, what they come to, and how much of it doesn't matter."""

    terms: Mapping[int, int]
    difference: int
    tolerance: int

    @classmethod
    def of(cls, ledger: Ledger, check: int) -> Sum:
        """A check as it stands."""
        return cls(ledger.terms[check], ledger.differences[check], ledger.tolerances[check])

    def without(self, figure: int, other: Sum) -> Sum:
        """What two sums say together, whatever stands in a figure that both have."""
        mine, its = other.terms[figure], self.terms[figure]
        terms = {number: mine * coefficient for number, coefficient in self.terms.items()}
        for number, coefficient in other.terms.items():
            terms[number] = terms.get(number, 0) - its * coefficient
        return Sum(
            {number: coefficient for number, coefficient in terms.items() if coefficient},
            mine * self.difference - its * other.difference,
            abs(mine) * self.tolerance + abs(its) * other.tolerance,
        )


class SlipOfSum:
    """One sum under moves of a table's rows by ``shift`` (positive: down)."""

    def __init__(self, ledger: Ledger, grid: Grid, total: Sum, shift: int) -> None:
        """Sum up what each row of the sum's would change, if it got another row's amounts and if it were blank."""
        self._difference = total.difference
        self._tolerance = total.tolerance
        self._shift = shift
        self._rows = len(grid.rows)
        values = ledger.values
        moved: dict[int, int] = {}
        blank: dict[int, int] = {}
        for figure, coefficient in total.terms.items():
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
        """Whether the sum has a figure in these rows (positions)."""
        return bisect_left(self._positions, rows.start) < bisect_left(self._positions, rows.stop)

    def holds(self, first: int, last: int) -> bool:
        """Whether the sum closes if these rows are moved and those left behind are blank."""
        return abs(self._difference + self._by_first(first) + self._by_last(last)) <= self._tolerance

    def closing(self, firsts: range, lasts: range) -> Iterator[tuple[int, int]]:
        """Segments that close the sum, of those that begin and end with these rows."""
        size = abs(self._shift)
        # Between two rows of the sum all rows are alike, so only one of each run is looked at.
        down = self._shift > 0
        runs = [(self._by_last(run.start), run) for run in self._runs(lasts, (0,) if down else (0, size))]
        by_last = sorted(runs, key=lambda item: (item[0], item[1].start))
        amounts = [amount for amount, _ in by_last]
        for run in self._runs(firsts, (1, 1 - size) if down else (1,)):
            wanted = -self._difference - self._by_first(run.start)
            start = bisect_left(amounts, wanted - self._tolerance)
            end = bisect_right(amounts, wanted + self._tolerance)
            for _, ends in by_last[start:end]:
                for first in run:
                    for last in range(max(ends.start, first + size), ends.stop):
                        yield first, last

    def _runs(self, rows: range, offsets: tuple[int, ...]) -> Iterator[range]:
        """The rows in runs that end where a row of the sum lies so far behind."""
        borders = {position + offset for position in self._positions for offset in offsets}
        starts = sorted({rows.start, *(border for border in borders if rows.start < border < rows.stop)})
        for start, stop in zip(starts, [*starts[1:], rows.stop], strict=True):
            if start < stop:
                yield range(start, stop)

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

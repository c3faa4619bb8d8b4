"""Segments of rows that may have slipped: those that close a failing check and that no holding check contradicts.

Belongs here: finding them in one table, and remembering them from round to round. What a slip is worth and how it is put
is the business of ``moved_rows``.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from heapq import nsmallest

from pipelines.quality.diagnosis.grid import Grid
from pipelines.quality.diagnosis.ledger import Ledger
from pipelines.quality.diagnosis.slip_of_sum import SlipOfSum

#: A slip is a row or two; larger ones were never seen.
SHIFTS = (1, -1, 2, -2)
#: Segments that end before the last row are looked for only in tables up to this many rows: in longer ones too many
#: close a sum by accident.
MAX_ROWS_FOR_INNER_SEGMENTS = 60
#: Segments of one table that are compared with the checks that hold, in one round: those that close most.
MAX_SEGMENTS = 5_000


@dataclass(slots=True)
class Segment:
    """Rows ``first`` … ``last`` (positions) moved by ``shift`` (positive: down), and how many failing checks that closes."""

    shift: int
    first: int
    last: int
    closes: int = 0
    #: Of these, how many have no figure in the rows left behind: what they close is no matter of filling those.
    closes_apart: int = 0
    #: False if a check contradicts the move as long as the rows left behind are blank.
    may_be_blank: bool = True
    #: The check that contradicts it whatever stands in the rows left behind.
    contradicted_by: int | None = None

    @property
    def vacated(self) -> range:
        """Positions of the rows left behind."""
        if self.shift > 0:
            return range(self.first, self.first + self.shift)
        return range(self.last + self.shift + 1, self.last + 1)


@dataclass
class Segments:
    """The segments of one table."""

    ledger: Ledger
    grid: Grid
    #: Checks that have a figure here.
    checks: list[int]
    _known: dict[tuple[int, int, int], Segment] = field(default_factory=dict)
    #: By shift and check: what moving does to it; made when asked for.
    _slips: dict[tuple[int, int], SlipOfSum] = field(default_factory=dict)
    #: By shift and failing check: the segments that close it, and whether it has no figure in the rows left behind.
    _closing: dict[tuple[int, int], list[tuple[Segment, bool]]] = field(default_factory=dict)

    def renew(self, checks: Iterable[int]) -> list[Segment]:
        """Look again at these checks, that are not what they were; returns the segments that are possible now."""
        anew = set(checks)
        for shift in SHIFTS:
            for check in sorted(anew):
                self._forget(shift, check)
                if check in self.ledger.failing:
                    self._note(shift, check)
        open_segments = [
            segment
            for segment in self._known.values()
            if segment.contradicted_by is None or segment.contradicted_by in anew
        ]
        return self._uncontradicted(nsmallest(MAX_SEGMENTS, open_segments, key=_by_closes))

    def _slip(self, shift: int, check: int) -> SlipOfSum:
        key = (shift, check)
        if key not in self._slips:
            self._slips[key] = SlipOfSum(self.ledger, self.grid, check, shift)
        return self._slips[key]

    def _forget(self, shift: int, check: int) -> None:
        self._slips.pop((shift, check), None)
        for segment, is_apart in self._closing.pop((shift, check), ()):
            segment.closes -= 1
            segment.closes_apart -= is_apart
            if not segment.closes:
                del self._known[shift, segment.first, segment.last]

    def _note(self, shift: int, check: int) -> None:
        """Remember every segment that closes a failing check."""
        slip = self._slip(shift, check)
        closing: list[tuple[Segment, bool]] = []
        is_tail_only = len(self.grid.rows) > MAX_ROWS_FOR_INNER_SEGMENTS
        for first, last in slip.closing(is_tail_only):
            segment = self._known.setdefault((shift, first, last), Segment(shift, first, last))
            is_apart = not slip.touches(segment.vacated)
            if is_apart and not segment.closes_apart:
                # It may now be worth filling the rows left behind.
                segment.contradicted_by = None
            segment.closes += 1
            segment.closes_apart += is_apart
            closing.append((segment, is_apart))
        self._closing[shift, check] = closing
        self.ledger.effort += len(self.grid.rows) + len(closing)

    def _uncontradicted(self, segments: list[Segment]) -> list[Segment]:
        """Those that break no check; what depends on the rows left behind may still be filled in."""
        holding = {
            shift: [
                (check, slip)
                for check in self.checks
                if check not in self.ledger.failing
                and check not in self.ledger.settled
                and (slip := self._slip(shift, check)).matters
            ]
            for shift in {segment.shift for segment in segments}
        }
        for segment in segments:
            self._compare(segment, holding[segment.shift])
        return [segment for segment in segments if segment.contradicted_by is None]

    def _compare(self, segment: Segment, holding: list[tuple[int, SlipOfSum]]) -> None:
        segment.may_be_blank, segment.contradicted_by = True, None
        for at, (check, slip) in enumerate(holding):
            self.ledger.effort += 1
            if slip.holds(segment.first, segment.last):
                continue
            segment.may_be_blank = False
            if not segment.closes_apart or not slip.touches(segment.vacated):
                segment.contradicted_by = check
                # What contradicts one segment is likely to contradict the next.
                holding.insert(0, holding.pop(at))
                return


def _by_closes(segment: Segment) -> tuple[int, int, int, int, int]:
    return (-segment.closes, abs(segment.shift), segment.last - segment.first, segment.first, segment.shift)

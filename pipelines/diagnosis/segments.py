"""Segments of rows that may have slipped: those that close a failing check and that no holding check contradicts.

Belongs here: finding them in one table, and remembering them from round to round. What a slip is worth and how it is put
is the business of ``moved_rows``.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from heapq import nsmallest

from pipelines.diagnosis.grid import Grid
from pipelines.diagnosis.ledger import Ledger
from pipelines.diagnosis.slip_of_sum import SlipOfSum, Sum

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
    #: How many it closes whatever stands in the rows left behind: checks that have no figure there, and pairs of checks
    #: that need the same amount there.
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


#: One check, or two that share a figure.
Checks = tuple[int, ...]
#: A segment, whether it closes the check with the rows left behind blank, and whether whatever stands there.
Closing = tuple[Segment, bool, bool]


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
    #: By shift and failing check, or pair of them: the segments that close it, and how they count.
    _closing: dict[tuple[int, Checks], list[Closing]] = field(default_factory=dict)
    _pairs_of: dict[int, set[Checks]] = field(default_factory=dict)

    def renew(self, checks: Iterable[int]) -> list[Segment]:
        """Look again at these checks, that are not what they were; returns the segments that are possible now."""
        anew = set(checks)
        for check in sorted(anew):
            self._forget(check)
        for check in sorted(anew & self.ledger.failing):
            self._note(check)
        open_segments = [
            segment
            for segment in self._known.values()
            if segment.contradicted_by is None or segment.contradicted_by in anew
        ]
        return self._uncontradicted(nsmallest(MAX_SEGMENTS, open_segments, key=_by_closes))

    def _slip(self, shift: int, check: int) -> SlipOfSum:
        key = (shift, check)
        if key not in self._slips:
            self._slips[key] = SlipOfSum(self.ledger, self.grid, Sum.of(self.ledger, check), shift)
        return self._slips[key]

    def _forget(self, check: int) -> None:
        known: list[Checks] = [(check,), *self._pairs_of.pop(check, ())]
        for shift in SHIFTS:
            self._slips.pop((shift, check), None)
            for checks in known:
                for segment, is_closed, is_apart in self._closing.pop((shift, checks), ()):
                    segment.closes -= is_closed
                    segment.closes_apart -= is_apart
                    if not segment.closes and not segment.closes_apart:
                        del self._known[shift, segment.first, segment.last]

    def _note(self, check: int) -> None:
        """Remember every segment that closes a failing check, by itself or together with another one."""
        size = len(self.grid.rows)
        is_tail_only = size > MAX_ROWS_FOR_INNER_SEGMENTS
        for shift in SHIFTS:
            slip = self._slip(shift, check)
            lasts = range(size - 1 if is_tail_only else abs(shift), size)
            self._remember(shift, (check,), slip, range(size - abs(shift)), lasts)
        for figure in self.ledger.terms[check]:
            if figure not in self.grid.place_of:
                continue
            for other in self.ledger.checks_of[figure].keys() & self.ledger.failing - {check}:
                pair = (min(check, other), max(check, other))
                if (SHIFTS[0], pair) not in self._closing:
                    self._note_pair(figure, pair, is_tail_only)

    def _note_pair(self, figure: int, pair: Checks, is_tail_only: bool) -> None:
        """Remember the segments that leave a figure's row behind and make two failing checks need the same amount there."""
        one, other = (Sum.of(self.ledger, check) for check in pair)
        if not one.terms[figure] or not other.terms[figure]:
            return
        both = one.without(figure, other)
        size, (position, _) = len(self.grid.rows), self.grid.place_of[figure]
        for shift in SHIFTS:
            slip, steps = SlipOfSum(self.ledger, self.grid, both, shift), abs(shift)
            if shift > 0:
                firsts = range(max(0, position - steps + 1), min(position, size - steps - 1) + 1)
                lasts = range(size - 1 if is_tail_only else steps, size)
            else:
                firsts = range(size - steps)
                lasts = range(max(position, steps), min(position + steps, size))
                if is_tail_only:
                    lasts = range(max(lasts.start, size - 1), lasts.stop)
            self._remember(shift, pair, slip, firsts, lasts)
        for check in pair:
            self._pairs_of.setdefault(check, set()).add(pair)

    def _remember(self, shift: int, checks: Checks, slip: SlipOfSum, firsts: range, lasts: range) -> None:
        closing: list[Closing] = []
        for first, last in slip.closing(firsts, lasts):
            segment = self._known.get((shift, first, last)) or Segment(shift, first, last)
            is_apart = not slip.touches(segment.vacated)
            is_closed = len(checks) == 1
            if not is_closed and not is_apart:
                continue
            if is_apart and not segment.closes_apart:
                # It may now be worth filling the rows left behind.
                segment.contradicted_by = None
            segment.closes += is_closed
            segment.closes_apart += is_apart
            self._known[shift, first, last] = segment
            closing.append((segment, is_closed, is_apart))
        self._closing[shift, checks] = closing
        self.ledger.effort += 1 + len(closing)

    def _uncontradicted(self, segments: list[Segment]) -> list[Segment]:
        """Those that break no check; what depends on the rows left behind may still be filled in."""
        holding = {
            shift: [
                (check, slip)
                for check in self.checks
                if check not in self.ledger.failing
                and check not in self.ledger.struck
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


def _by_closes(segment: Segment) -> tuple[int, ...]:
    return (
        -max(segment.closes, segment.closes_apart),
        abs(segment.shift),
        segment.last - segment.first,
        segment.first,
        segment.shift,
    )

"""Explanations by slipped rows: from some row on, every amount stands one or two rows too high or too low.

Belongs here: proposing moves of whole row segments of one table. The vacated rows are left blank, or given what their sums
need. A slip shows as several failing sums in one table, so a single failing sum proposes none. No segment is tried for its
own sake: ``segments`` says which close a failing check.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from heapq import nsmallest

from pipelines.diagnosis.grid import Grid
from pipelines.diagnosis.ledger import Ledger
from pipelines.diagnosis.pool import News
from pipelines.diagnosis.segments import SHIFTS, Segment, Segments
from pipelines.diagnosis.trial import Outcome, Proposal, try_proposal

MIN_FAILING_SUMS = 2
#: A slip that lost amounts needs so many rows that did move, or it is just a wrong row.
MIN_ROWS_FILLED = 2
#: Moves of one table that are tried in one round, blank and filled each: the best of those that no check contradicts.
MAX_TRIALS = 40


@dataclass(slots=True)
class _Table:
    """What is remembered of one grid."""

    number: int
    grid: Grid
    segments: Segments
    #: Checks that relate several rows of this table.
    sums: frozenset[int]
    outcomes: list[Outcome] = field(default_factory=list)
    #: Failing checks only become fewer: a table with too few of them has slipped no more.
    is_done: bool = False


class MovedRows:
    """Moves of row segments in each table in which at least two sums down the rows fail."""

    def __init__(self, ledger: Ledger, grids: Sequence[Grid]) -> None:
        """Look at every table."""
        self._ledger = ledger
        self._grid_of = {figure: number for number, grid in enumerate(grids) for figure in grid.place_of}
        self._tables: list[_Table] = []
        for number, grid in enumerate(grids):
            checks = sorted({check for figure in grid.place_of for check in ledger.checks_of[figure]})
            sums = frozenset(check for check in checks if self._is_sum_here(check, grid))
            self._tables.append(_Table(number, grid, Segments(ledger, grid, checks), sums))
            self._look(self._tables[number], checks)

    def outcomes(self) -> Iterable[Outcome]:
        """What closes something and breaks nothing."""
        return (outcome for table in self._tables for outcome in table.outcomes)

    def refresh(self, news: News) -> None:
        """Follow what an explanation changed: the amounts of a row are what may come to stand two rows off."""
        changed: dict[int, list[int]] = {}
        for figure in news.figures & self._grid_of.keys():
            changed.setdefault(self._grid_of[figure], []).append(figure)
        for number in sorted({self._grid_of[figure] for figure in news.stale & self._grid_of.keys()}):
            table = self._tables[number]
            if not table.is_done:
                near = table.grid.rows_near(changed.get(number, ()), max(SHIFTS))
                checks = set(news.checks).union(*(self._ledger.checks_of[figure] for figure in near))
                self._look(table, checks & set(table.segments.checks))

    def _look(self, table: _Table, checks: Iterable[int]) -> None:
        """Propose and try the moves of one table, in which these checks are not what they were."""
        table.outcomes = []
        failing = self._ledger.failing.intersection(table.segments.checks)
        if sum(check in table.sums for check in failing) < MIN_FAILING_SUMS:
            table.is_done = True
            return
        possible = [(self._cost(table.grid, segment), segment) for segment in table.segments.renew(checks)]
        plain = [(cost, segment) for cost, segment in possible if segment.closes and segment.may_be_blank]
        filled = [(cost, segment) for cost, segment in possible if segment.closes_apart]
        for cost, segment in nsmallest(MAX_TRIALS, plain, key=_by_promise):
            self._try(table, self._blank(table, segment, cost))
        for cost, segment in nsmallest(MAX_TRIALS, filled, key=_by_promise_filled):
            self._try(table, self._filled(table, segment, cost))

    def _try(self, table: _Table, proposal: Proposal | None) -> None:
        result = try_proposal(self._ledger, proposal) if proposal is not None else None
        if isinstance(result, Outcome):
            table.outcomes.append(result)

    def _is_sum_here(self, check: int, grid: Grid) -> bool:
        row_nos = {
            figure.row_no
            for figure in map(self._ledger.figures.__getitem__, self._ledger.terms[check])
            if figure.table_id == grid.table_id
        }
        return len(row_nos.intersection(grid.row_nos)) > 1

    def _cost(self, grid: Grid, segment: Segment) -> int:
        # A slip that ends inside the table needs one more coincidence; a lost amount that isn't a repeat another.
        is_tail = segment.last == len(grid.rows) - 1
        return 3 + abs(segment.shift) + (0 if is_tail else 2) + (0 if self._is_repeated(grid, segment) else 2)

    def _is_repeated(self, grid: Grid, segment: Segment) -> bool:
        """Whether the row whose amounts go lost repeats the one that takes its place."""
        at = segment.last if segment.shift > 0 else segment.first
        lost, before = grid.rows[at], grid.rows[at - segment.shift]
        values = self._ledger.values
        return all(column in before and values[before[column]] == values[figure] for column, figure in lost.items())

    def _blank(self, table: _Table, segment: Segment, cost: int) -> Proposal | None:
        """The move, with the rows it leaves behind blank."""
        grid, values = table.grid, self._ledger.values
        changes: dict[int, int] = {}
        blanks: set[int] = set()
        for position in range(segment.first, segment.last + 1):
            origin = position - segment.shift
            source: Mapping[int, int] = grid.rows[origin] if segment.first <= origin <= segment.last else {}
            for column, figure in grid.rows[position].items():
                value = values[source[column]] if column in source else 0
                if value != values[figure]:
                    changes[figure] = value
                    if column not in source:
                        blanks.add(figure)
        if not changes:
            return None
        detail = {
            "shift": str(segment.shift),
            "first_row": str(grid.row_nos[segment.first]),
            "last_row": str(grid.row_nos[segment.last]),
            "is_repeated": str(self._is_repeated(grid, segment)).lower(),
        }
        order = (table.number, SHIFTS.index(segment.shift), segment.first, segment.last, 0)
        return Proposal("rows_moved", changes, cost, order, detail, blanks=frozenset(blanks))

    def _filled(self, table: _Table, segment: Segment, cost: int) -> Proposal | None:
        """The move with amounts in the rows it leaves behind: those that close the sums in which nothing else is unknown."""
        if segment.last - segment.first + 1 < abs(segment.shift) + MIN_ROWS_FILLED:
            return None
        move = self._blank(table, segment, cost)
        if move is None:
            return None
        unknown = [figure for position in segment.vacated for figure in table.grid.rows[position].values()]
        filled = self._needed(unknown, move.changes)
        if not filled or any(value < 0 for value in filled.values()):
            return None
        changes = {figure: value for figure, value in move.changes.items() if figure not in unknown}
        for figure in unknown:
            if self._ledger.values[figure] != filled.get(figure, 0):
                changes[figure] = filled.get(figure, 0)
        blanks = move.blanks.difference(unknown).union(figure for figure in unknown if figure not in filled)
        detail = {**move.detail, "is_filled": "true"}
        order = (*move.order[:-1], 1)
        return Proposal(move.kind, changes, cost + 1, order, detail, fitted=len(filled), blanks=blanks)

    def _needed(self, unknown: Sequence[int], changes: Mapping[int, int]) -> dict[int, int]:
        """The amounts, other than zero, that sums need in these places."""
        values = {**changes, **dict.fromkeys(unknown, 0)}
        found: dict[int, int] = {}
        for _ in unknown:
            before = len(found)
            for figure in unknown:
                if figure not in found:
                    value = self._needed_here(figure, [other for other in unknown if other not in found], values)
                    if value is not None:
                        found[figure] = values[figure] = value
            if len(found) == before:
                break
        return {figure: value for figure, value in found.items() if value}

    def _needed_here(self, figure: int, unknown: Sequence[int], values: Mapping[int, int]) -> int | None:
        """The amount that a sum of several rows needs in this place; None if no sum knows all the others."""
        ledger = self._ledger
        for check in ledger.checks_of[figure]:
            terms = ledger.terms[check]
            ledger.effort += 1
            if len({ledger.figures[other].row_no for other in terms}) < 2:
                continue
            if any(other in terms and other != figure for other in unknown):
                continue
            rest = sum(
                coefficient * values.get(other, ledger.values[other])
                for other, coefficient in terms.items()
                if other != figure
            )
            if terms[figure] and rest % terms[figure] == 0:
                return -rest // terms[figure]
        return None


def _by_promise(item: tuple[int, Segment]) -> tuple[int, ...]:
    cost, segment = item
    return (-segment.closes, cost, segment.last - segment.first, segment.first, segment.shift)


def _by_promise_filled(item: tuple[int, Segment]) -> tuple[int, ...]:
    return (-item[1].closes_apart, *_by_promise(item))

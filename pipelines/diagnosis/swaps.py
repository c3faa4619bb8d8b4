"""Explanations by exchange: the amounts of two columns stand in each other's place throughout a table.

Belongs here: proposing exchanges between columns of one table. A failing check proposes those that close it: of each of its
columns with the others of the table. An exchange keeps every printed amount, so nothing is fitted. Two cells of one row
close a sum too easily to be put forward (``strong_moves``).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import chain

from pipelines.diagnosis.grid import Grid
from pipelines.diagnosis.ledger import Ledger
from pipelines.diagnosis.pool import News
from pipelines.diagnosis.trial import Failure, Outcome, Proposal, try_proposal

#: What it assumes.
_COST = 2
Pair = tuple[int, int]
#: What a header calls the sum of the columns beside and below it.
_TOTALS = frozenset({"合计", "总计", "小计"})


def _is_total_over(label: str, other: str) -> bool:
    """True for 2018年·合计 and 2018年·“三公”经费·小计: a total of the group in which the other column stands."""
    *group, name = label.split("·")
    others = other.split("·")
    return name in _TOTALS and others[: len(group)] == group and len(others) > len(group) and label != other


class Swaps:
    """Exchanges of two columns of a table."""

    def __init__(self, ledger: Ledger, grids: Sequence[Grid]) -> None:
        """Ask every failing check."""
        self._ledger = ledger
        self._grids = grids
        self._grid_of = {figure: number for number, grid in enumerate(grids) for figure in grid.place_of}
        #: Columns whose exchange closes a check, by grid and check.
        self._pairs: dict[int, dict[int, set[Pair]]] = {}
        self._tables: dict[int, dict[Pair, Outcome | Failure]] = {}
        self._try_tables(self._note_pairs(sorted(ledger.failing)), set())

    def outcomes(self) -> Iterable[Outcome]:
        """What closes something and breaks nothing."""
        tried = chain.from_iterable(table.values() for table in self._tables.values())
        return (result for result in tried if isinstance(result, Outcome))

    def refresh(self, news: News) -> None:
        """Follow what an explanation changed: the value of a cell is part of every exchange in its row."""
        checks = set(news.checks)
        for figure in news.figures & self._grid_of.keys():
            for neighbour in self._grids[self._grid_of[figure]].rows_near([figure], 0):
                checks.update(self._ledger.checks_of[neighbour])
        grids = {self._grid_of[figure] for figure in news.stale & self._grid_of.keys()}
        self._try_tables(grids | self._note_pairs(sorted(checks)), checks)

    def _note_pairs(self, checks: Iterable[int]) -> set[int]:
        """Remember for each check the columns whose exchange closes it; returns the grids in which any did or does."""
        concerned: set[int] = set()
        for check in checks:
            for number, pairs in self._pairs.items():
                if pairs.pop(check, None):
                    concerned.add(number)
            if check not in self._ledger.failing:
                continue
            places: dict[int, dict[int, set[int]]] = {}
            for figure in self._ledger.terms[check]:
                if figure in self._grid_of:
                    number = self._grid_of[figure]
                    position, column = self._grids[number].place_of[figure]
                    places.setdefault(number, {}).setdefault(column, set()).add(position)
            for number, columns in places.items():
                if found := self._closing_pairs(check, self._grids[number], columns):
                    self._pairs.setdefault(number, {})[check] = found
                    concerned.add(number)
        return concerned

    def _closing_pairs(self, check: int, grid: Grid, columns: dict[int, set[int]]) -> set[Pair]:
        found: set[Pair] = set()
        for column, positions in columns.items():
            for other in grid.columns:
                pair = (min(column, other), max(column, other))
                if other == column or pair in found:
                    continue
                changes: dict[int, int] = {}
                for position in positions | columns.get(other, set()):
                    changes.update(self._exchange(grid, position, pair) or {})
                if changes and self._closes(check, changes):
                    found.add(pair)
        return found

    def _try_tables(self, numbers: Iterable[int], changed: set[int]) -> None:
        """Try the exchanges of whole columns; only those in whose columns a check is not what it was."""
        columns: dict[int, set[int]] = {}
        for check in changed:
            for figure in self._ledger.terms[check].keys() & self._grid_of.keys():
                number = self._grid_of[figure]
                columns.setdefault(number, set()).add(self._grids[number].place_of[figure][1])
        for number in numbers:
            known = self._tables.get(number, {})
            tried = self._tables[number] = {}
            for pair in sorted(set().union(*self._pairs.get(number, {}).values())):
                before = known.get(pair)
                is_contradicted = isinstance(before, Failure) and before.stands(changed)
                if before is not None and (is_contradicted or not columns.get(number, set()).intersection(pair)):
                    tried[pair] = before
                elif (proposal := self._columns(number, pair)) is not None:
                    tried[pair] = try_proposal(self._ledger, proposal)

    def _columns(self, number: int, pair: Pair) -> Proposal | None:
        """The exchange of two columns of a table."""
        grid = self._grids[number]
        self._ledger.effort += len(grid.rows)
        changes: dict[int, int] = {}
        swapped: list[int] = []
        for position in range(len(grid.rows)):
            if exchanged := self._exchange(grid, position, pair):
                changes.update(exchanged)
                swapped.append(position)
        if len(swapped) < 2 or self._makes_a_part_larger(grid, swapped, pair, changes):
            return None
        detail = {
            "one": str(pair[0]),
            "other": str(pair[1]),
            "rows": str(len(swapped)),
            "first_row": str(grid.row_nos[swapped[0]]),
        }
        return Proposal("columns_swapped", changes, _COST, (number, 0, *pair), detail)

    def _makes_a_part_larger(self, grid: Grid, swapped: Sequence[int], pair: Pair, changes: Mapping[int, int]) -> bool:
        """True if a column that its header calls the total of the other's group would hold less than it: no writer's slip."""
        figures = self._ledger.figures
        for whole, part in (pair, pair[::-1]):
            for row in (grid.rows[position] for position in swapped):
                is_whole = _is_total_over(figures[row[whole]].column_label, figures[row[part]].column_label)
                if is_whole and abs(changes[row[whole]]) < abs(changes[row[part]]):
                    return True
        return False

    def _closes(self, check: int, changes: dict[int, int]) -> bool:
        ledger, terms = self._ledger, self._ledger.terms[check]
        ledger.effort += len(changes)
        moved = sum(terms.get(figure, 0) * (value - ledger.values[figure]) for figure, value in changes.items())
        return ledger.would_hold(check, moved)

    def _exchange(self, grid: Grid, position: int, pair: Pair) -> dict[int, int] | None:
        """The two cells of a row in each other's place; None if that changes nothing or can't be printed there."""
        row, values = grid.rows[position], self._ledger.values
        if pair[0] not in row or pair[1] not in row:
            return None
        one, other = row[pair[0]], row[pair[1]]
        if values[one] == values[other]:
            return None
        first, second = self._in_place_of(other, one), self._in_place_of(one, other)
        return None if first is None or second is None else {one: first, other: second}

    def _in_place_of(self, printed: int, place: int) -> int | None:
        """What a printed figure says in another's place: a number of things printed as money is so many yuan (or 万元)."""
        ledger = self._ledger
        value = ledger.values[printed] * (ledger.figures[place].unit_multiplier or 1)
        units = ledger.figures[printed].unit_multiplier or 1
        return value // units if value % units == 0 else None

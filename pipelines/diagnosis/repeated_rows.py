"""Explanations by a row that is printed twice: its amounts should not count.

Belongs here: proposing, for each row a failing check has a figure in, that it repeats the row before.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from pipelines.diagnosis.grid import Grid
from pipelines.diagnosis.ledger import Ledger
from pipelines.diagnosis.pool import Keyed, News, Pool
from pipelines.diagnosis.trial import Outcome, Proposal

_COST = 2


class RepeatedRows:
    """Rows whose name and amounts all equal those of the row before."""

    def __init__(self, ledger: Ledger, grids: Sequence[Grid]) -> None:
        """Ask every failing check."""
        self._ledger = ledger
        self._grids = grids
        self._grid_of = {figure: number for number, grid in enumerate(grids) for figure in grid.place_of}
        self._pool: Pool[int] = Pool(ledger, self._propose)
        self._pool.renew(sorted(ledger.failing))

    def outcomes(self) -> Iterable[Outcome]:
        """What closes something and breaks nothing."""
        return self._pool.outcomes()

    def refresh(self, news: News) -> None:
        """Follow what an explanation changed: a row is compared with the one before."""
        checks = set(news.checks)
        for figure in news.figures & self._grid_of.keys():
            for neighbour in self._grids[self._grid_of[figure]].rows_near([figure], 1):
                checks.update(self._ledger.checks_of[neighbour])
        self._pool.renew(sorted(checks), news)

    def _propose(self, check: int) -> Iterator[Keyed]:
        if check not in self._ledger.failing:
            return
        for figure in self._ledger.terms[check]:
            if figure not in self._grid_of:
                continue
            number = self._grid_of[figure]
            grid = self._grids[number]
            position, _ = grid.place_of[figure]
            if position and self._is_repeated(grid, position):
                changes = {figure: 0 for figure in grid.rows[position].values() if self._ledger.values[figure]}
                detail = {
                    "first_row": str(grid.row_nos[position]),
                    "repeats_row": str(grid.row_nos[position - 1]),
                }
                order = (number, position)
                yield order, Proposal("row_repeated", changes, _COST, order, detail, blanks=frozenset(changes))

    def _is_repeated(self, grid: Grid, position: int) -> bool:
        before, row, values = grid.rows[position - 1], grid.rows[position], self._ledger.values
        if before.keys() != row.keys() or not any(values[figure] for figure in row.values()):
            return False
        one, other = (self._ledger.figures[next(iter(cells.values()))].row_label for cells in (before, row))
        return one == other and all(values[before[column]] == values[figure] for column, figure in row.items())

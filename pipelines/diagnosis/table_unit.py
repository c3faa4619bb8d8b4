"""Explanations by a wrong unit of a whole table: 万元 printed under 元, or the other way round.

Belongs here: proposing that every amount of a table be ten thousand times as much, or as little. All sums within such a
table hold; what fails is every check that ties it to another table or to the text.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pipelines.diagnosis.ledger import Ledger
from pipelines.diagnosis.pool import Keyed, News, Pool
from pipelines.diagnosis.trial import Outcome, Proposal

_TEN_THOUSAND = 10_000
#: One failing check may be one wrong figure.
_MIN_FAILING_CHECKS = 2
#: What it assumes: less than a slip of rows, more than one figure with a wrong unit.
_COST = 2


class TableUnits:
    """All amounts of a table in another unit, for tables that several failing checks tie to other places."""

    def __init__(self, ledger: Ledger) -> None:
        """Ask every table."""
        self._ledger = ledger
        self._figures: dict[str, list[int]] = {}
        for number, figure in enumerate(ledger.figures):
            if figure.table_id is not None:
                self._figures.setdefault(figure.table_id, []).append(number)
        #: Failing checks that tie a table to another place.
        self._ties: dict[str, set[int]] = {}
        self._pool: Pool[str] = Pool(ledger, self._propose)
        self._pool.renew(sorted(self._note(ledger.failing)))

    def outcomes(self) -> Iterable[Outcome]:
        """What closes something and breaks nothing."""
        return self._pool.outcomes()

    def refresh(self, news: News) -> None:
        """Follow what an explanation changed."""
        tables = self._note(news.checks)
        for figure in news.figures:
            table_id = self._ledger.figures[figure].table_id
            if table_id is not None:
                tables.add(table_id)
        self._pool.renew(sorted(tables), news)

    def _note(self, checks: Iterable[int]) -> set[str]:
        concerned: set[str] = set()
        for check in checks:
            tables = {self._ledger.figures[figure].table_id for figure in self._ledger.terms[check]}
            if len(tables) < 2:
                continue
            for table_id in tables - {None}:
                assert table_id is not None
                concerned.add(table_id)
                ties = self._ties.setdefault(table_id, set())
                if check in self._ledger.failing:
                    ties.add(check)
                else:
                    ties.discard(check)
        return concerned

    def _propose(self, table_id: str) -> Iterator[Keyed]:
        ledger, ties = self._ledger, self._ties.get(table_id, set())
        if len(ties) < _MIN_FAILING_CHECKS:
            return
        for is_more in (True, False):
            if any(self._closes(tie, table_id, is_more) for tie in ties):
                money = [
                    figure
                    for figure in self._figures[table_id]
                    if ledger.figures[figure].unit_multiplier is not None and ledger.values[figure]
                ]
                units = {ledger.figures[figure].unit_multiplier for figure in money}
                is_printable = is_more or not any(ledger.values[figure] % _TEN_THOUSAND for figure in money)
                if len(money) > 1 and len(units) == 1 and is_printable:
                    yield (table_id, is_more), self._proposal(table_id, money, is_more)

    def _closes(self, check: int, table_id: str, is_more: bool) -> bool:
        """Whether this check would close: the rest of the table needs no look if none of its ties would."""
        ledger = self._ledger
        ledger.effort += 1
        inside = [
            figure
            for figure in ledger.terms[check]
            if ledger.figures[figure].table_id == table_id and ledger.figures[figure].unit_multiplier is not None
        ]
        moved = sum(
            ledger.terms[check][figure] * (_in_unit(ledger.values[figure], is_more) - ledger.values[figure])
            for figure in inside
        )
        return ledger.would_hold(check, moved, ledger.slack(check, self._slacks(inside, is_more)))

    def _slacks(self, figures: Iterable[int], is_more: bool) -> dict[int, int]:
        """Larger amounts hide more behind their last digit."""
        if not is_more:
            return {}
        ledger = self._ledger
        steps = {figure: ledger.scaled(ledger.figures[figure].step) or 0 for figure in figures if ledger.values[figure]}
        return {figure: step * (_TEN_THOUSAND - 1) // 2 for figure, step in steps.items()}

    def _proposal(self, table_id: str, money: list[int], is_more: bool) -> Proposal:
        changes = {figure: _in_unit(self._ledger.values[figure], is_more) for figure in money}
        return Proposal(
            "table_unit_wrong",
            changes,
            _COST,
            (min(self._figures[table_id]), int(not is_more)),
            {"factor": "10000" if is_more else "0.0001"},
            slacks=self._slacks(money, is_more),
        )


def _in_unit(value: int, is_more: bool) -> int:
    return value * _TEN_THOUSAND if is_more else value // _TEN_THOUSAND

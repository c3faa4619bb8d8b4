"""Explanations by a whole row that sums fall short of: left out, or wrong in all its amounts.

Belongs here: failing sums of one row seen together, column by column. A missing row changes no printed figure, so it is
proven by its consistency: what is missing in each column must itself satisfy the row's own equations.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal
from itertools import chain

from pipelines.diagnosis.ledger import Ledger
from pipelines.diagnosis.pool import Keyed, News, Pool
from pipelines.diagnosis.trial import Explanation, Outcome, Proposal

#: The sums of a row over other rows, in all columns, by one rule: rule, table, row that states them.
Sums = tuple[str, str, int]
_COST_WRONG = 4
#: In one column alone a missing row is as likely as a figure that is wrong.
_COST_MISSING, _COST_MISSING_IN_ONE_COLUMN = 3, 4


class RowFaults:
    """For each row whose sums fail: that one of its parts is not printed, and that one of them is wrong throughout."""

    def __init__(self, ledger: Ledger) -> None:
        """Look at the failing sums of every row."""
        self._ledger = ledger
        self._sums_of: dict[int, Sums | None] = {}
        self._failing: dict[Sums, set[int]] = {}
        self._stated_at: dict[tuple[str, int], set[Sums]] = {}
        self._row: dict[tuple[str, int], set[int]] = {}
        for number, figure in enumerate(ledger.figures):
            if figure.table_id is not None:
                self._row.setdefault((figure.table_id, figure.row_no), set()).add(number)
        self._missing: dict[Sums, Outcome] = {}
        self._wrong: Pool[Sums] = Pool(ledger, self._propose_wrong)
        self._renew(self._note(ledger.failing), None)

    def outcomes(self) -> Iterable[Outcome]:
        """What closes something and breaks nothing."""
        return chain(self._missing.values(), self._wrong.outcomes())

    def refresh(self, news: News) -> None:
        """Follow what an explanation changed: what is missing depends on the equations along the row, too."""
        concerned = self._note(news.checks)
        for figure in news.stale:
            place = self._ledger.figures[figure]
            if place.table_id is not None:
                concerned |= self._stated_at.get((place.table_id, place.row_no), set())
        self._renew(concerned, news)

    def _note(self, checks: Iterable[int]) -> set[Sums]:
        """Bring the failing sums up to date with these checks; returns those concerned."""
        concerned: set[Sums] = set()
        for check in checks:
            sums = self._family(check)
            if sums is None:
                continue
            concerned.add(sums)
            members = self._failing.setdefault(sums, set())
            if check in self._ledger.failing:
                members.add(check)
            else:
                members.discard(check)
            self._stated_at.setdefault(sums[1:], set()).add(sums)
        return concerned

    def _renew(self, concerned: set[Sums], news: News | None) -> None:
        ordered = sorted(concerned)
        for sums in ordered:
            self._missing.pop(sums, None)
            if (outcome := self._propose_missing(sums)) is not None:
                self._missing[sums] = outcome
        self._wrong.renew(ordered, news)

    def _family(self, check: int) -> Sums | None:
        if check not in self._sums_of:
            whole = self._whole_of(check)
            self._sums_of[check] = None
            if whole is not None:
                figure = self._ledger.figures[whole]
                self._sums_of[check] = (self._ledger.checks[check].rule_id, figure.table_id or "", figure.row_no)
        return self._sums_of[check]

    def _whole_of(self, check: int) -> int | None:
        """The figure that is the sum of other rows of its table, in its own column; None for other checks."""
        terms, figures = self._ledger.terms[check], self._ledger.figures
        left = [figure for figure, coefficient in terms.items() if coefficient > 0]
        if len(left) != 1 or figures[left[0]].table_id is None:
            return None
        whole = figures[left[0]]
        parts = [figures[figure] for figure, coefficient in terms.items() if coefficient < 0]
        is_sum = parts and all(
            part.table_id == whole.table_id and part.row_no != whole.row_no and part.col_no == whole.col_no
            for part in parts
        )
        return left[0] if is_sum else None

    def _by_column(self, sums: Sums) -> dict[int, int]:
        """The failing sums by the column they stand in."""
        columns: dict[int, int] = {}
        for check in sorted(self._failing.get(sums, ())):
            whole = self._whole_of(check)
            assert whole is not None
            columns[self._ledger.figures[whole].col_no] = check
        return columns

    def _propose_missing(self, sums: Sums) -> Outcome | None:
        """One of the parts is not printed, if all columns fall short by what a row could hold.

        What is missing must satisfy the equations along the row above (合计 = 基本支出 + 项目支出) as any part does.
        """
        ledger, columns = self._ledger, self._by_column(sums)
        amounts = {column: ledger.gap(check) for column, check in columns.items()}
        if not amounts or any(amount <= 0 for amount in amounts.values()):
            return None
        # Parts that come to more than their whole as printed lack nothing, whatever has been explained since.
        if any(ledger.printed_differences[check] <= 0 for check in columns.values()):
            return None
        if not self._fits_along_the_row(sums, amounts):
            return None
        detail = {str(column): str(amount) for column, amount in sorted(amounts.items())}
        lacking = tuple((ledger.checks[check], amounts[column]) for column, check in columns.items())
        cost = _COST_MISSING if len(amounts) > 1 else _COST_MISSING_IN_ONE_COLUMN
        explanation = Explanation("row_missing", (), cost, detail, fitted=1, lacking=lacking)
        closes = tuple(columns.values())
        return Outcome(explanation, closes, (0, min(closes)))

    def _fits_along_the_row(self, sums: Sums, amounts: dict[int, Decimal]) -> bool:
        """Whether the amounts satisfy every equation within the row that lacks them in its parts."""
        ledger, row = self._ledger, self._row[sums[1:]]
        for check in sorted({check for figure in row for check in ledger.checks_of[figure]}):
            ledger.effort += 1
            if ledger.terms[check].keys() <= row:
                values = {
                    ledger.figures[figure].source_id: amounts.get(ledger.figures[figure].col_no, Decimal(0))
                    for figure in ledger.terms[check]
                }
                if not ledger.checks[check].holds(values):
                    return False
        return True

    def _propose_wrong(self, sums: Sums) -> Iterator[Keyed]:
        """Of each part that is in the failing sums of two columns or more, that all of its amounts are wrong."""
        ledger, columns = self._ledger, self._by_column(sums)
        if len(columns) < 2:
            return
        wanted: dict[int, dict[int, int]] = {}
        for check in columns.values():
            for figure, coefficient in ledger.terms[check].items():
                if coefficient >= 0 or ledger.differences[check] % coefficient:
                    continue
                value = ledger.values[figure] - ledger.differences[check] // coefficient
                if value >= 0:
                    wanted.setdefault(ledger.figures[figure].row_no, {})[figure] = value
        first = min(columns.values())
        for at, (row_no, changes) in enumerate(wanted.items()):
            if len(changes) == len(columns):
                order = (1, first, at)
                detail = {"first_row": str(row_no)}
                yield (sums, row_no), Proposal("row_wrong", changes, _COST_WRONG, order, detail, fitted=1)

"""Explanations by one wrong figure, and the value it should have.

Belongs here: proposing a value for a single figure from a check that fails. A figure of the text is often copied from place
to place, and one of a table from 合计 to the only column that is not blank: all copies are proposed at once, too. What slip it was is named in ``slips``; whether it closes the sums is for
``trial``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction

from pipelines.diagnosis.facts import Figure
from pipelines.diagnosis.ledger import Ledger
from pipelines.diagnosis.pool import Keyed, News, Pool
from pipelines.diagnosis.slips import cost_of, is_cut_off, name_slip, printable_step
from pipelines.diagnosis.trial import Change, Explanation, Outcome, Proposal

#: From so many amounts on a text shows how many decimals it prints.
_MIN_AMOUNTS = 5
#: One of so many may be printed with fewer (6.2).
_ONE_OF = 10


class WrongValues:
    """For each figure of each failing check the value that closes it: as many proposals as the check has terms."""

    def __init__(self, ledger: Ledger) -> None:
        """Ask every failing check."""
        self._ledger = ledger
        self._steps: dict[int, int] = {}
        self._same_subject: dict[str, list[int]] = {}
        for number, figure in enumerate(ledger.figures):
            if figure.kind == "statement" and figure.subject:
                self._same_subject.setdefault(figure.subject, []).append(number)
        self._same_row: dict[tuple[str, tuple[int, int], int], list[int]] = {}
        for number, figure in enumerate(ledger.figures):
            if figure.table_id is not None:
                self._same_row.setdefault((figure.table_id, figure.row_group, figure.row_no), []).append(number)
        self._decimals = _usual_decimals(ledger.figures)
        self._pool: Pool[int] = Pool(ledger, self._propose)
        self._pool.renew(sorted(ledger.failing))

    def outcomes(self) -> Iterable[Outcome]:
        """What closes something and breaks nothing."""
        return self._pool.outcomes()

    def refresh(self, news: News) -> None:
        """Follow what an explanation changed: a figure that is no copy any more concerns those it was a copy of."""
        checks = set(news.checks)
        for figure in news.figures:
            for copy in self._same_subject.get(self._ledger.figures[figure].subject, ()):
                checks.update(self._ledger.checks_of[copy])
        self._pool.renew(sorted(checks), news)

    def _propose(self, check: int) -> Iterator[Keyed]:
        ledger = self._ledger
        if check not in ledger.failing:
            return
        for at, (figure, coefficient) in enumerate(ledger.terms[check].items()):
            if coefficient == 0:
                continue
            step = self._step(figure)
            printed = ledger.values[figure]
            closing = printed * coefficient - ledger.differences[check]
            wanted = _rounded(closing, coefficient * step) * step
            if wanted == printed:
                continue
            exact = Fraction(closing, coefficient)
            yield ("value", figure, wanted), self._proposal(figure, [figure], wanted, exact, (check, at, 0))
            copies = self._copies(figure)
            if len(copies) > 1:
                yield ("copies", copies[0], wanted), self._proposal(figure, copies, wanted, exact, (check, at, 1))

    def _proposal(
        self, figure: int, places: Sequence[int], wanted: int, exact: Fraction, order: tuple[int, ...]
    ) -> Proposal:
        more_cost = 1 if len(places) > 1 else 0
        changes = dict.fromkeys(places, wanted)
        step = self._printable_step(self._ledger.figures[figure])
        return _OneValue("wrong_value", changes, more_cost, order, fitted=1, figure=figure, step=step, exact=exact)

    def _step(self, figure: int) -> int:
        if figure not in self._steps:
            self._steps[figure] = self._ledger.scaled(self._printable_step(self._ledger.figures[figure])) or 1
        return self._steps[figure]

    def _printable_step(self, figure: Figure) -> Decimal:
        """The last digit that a value in the figure's place has; a wrong 0.3 in a text of two decimals had two."""
        decimals = self._decimals.get(figure.unit_multiplier, 0) if figure.kind == "statement" else 0
        return printable_step(replace(figure, decimals_printed=max(figure.decimals_printed, decimals)))

    def _copies(self, number: int) -> list[int]:
        """Statements of the same thing, or figures of the same row, with the same value and as many digits."""
        ledger, figure = self._ledger, self._ledger.figures[number]
        others: Sequence[int] = self._same_subject.get(figure.subject, ()) if figure.kind == "statement" else ()
        if figure.table_id is not None and figure.value:
            others = self._same_row[figure.table_id, figure.row_group, figure.row_no]
        return [
            other
            for other in others
            if ledger.values[other] == ledger.values[number]
            and ledger.figures[other].decimals_printed == figure.decimals_printed
        ]


@dataclass(frozen=True)
class _OneValue(Proposal):
    """The same value in one place, or in all its copies; the slip is named once it is known to close something."""

    #: The figure by whose digits the slip is named, and the last digit it would be printed with.
    figure: int = 0
    step: Decimal = Decimal("0.01")
    #: What closes the check that proposed it, to all digits, in the ledger's integers.
    exact: Fraction = Fraction(0)

    def explain(self, ledger: Ledger) -> Explanation:
        """The explanation as a reader is told it: the slip is named, and counts by how likely it is."""
        figure = ledger.figure(self.figure)
        # Written with the digits it would be printed with.
        value = (ledger.decimal(self.changes[self.figure], figure) / self.step).to_integral_value() * self.step
        last_digit = Fraction(figure.step) * 10**ledger.places
        is_cut = is_cut_off(Fraction(ledger.values[self.figure]), self.exact, last_digit)
        slip = "rounding" if is_cut else name_slip(figure, value)
        return Explanation(
            kind=slip,
            changes=tuple(Change(ledger.figures[number].source_id, value) for number in self.changes),
            cost=self.cost + cost_of(slip, figure, value),
            detail={"is_negative": str(value < 0 <= figure.value).lower()} | ({"is_cut_off": "true"} if is_cut else {}),
            fitted=self.fitted,
        )


def _usual_decimals(figures: Iterable[Figure]) -> dict[int | None, int]:
    """The decimals that nearly all amounts of a text have at least, whatever one of them has, by their unit.

    Zeros and units of few amounts say nothing.
    """
    printed: dict[int | None, list[int]] = {}
    for figure in figures:
        if figure.kind == "statement" and figure.unit_multiplier is not None and figure.value:
            printed.setdefault(figure.unit_multiplier, []).append(figure.decimals_printed)
    usual: dict[int | None, int] = {}
    for unit, decimals in printed.items():
        _, *others = sorted(decimals)
        if len(decimals) >= _MIN_AMOUNTS:
            usual[unit] = others[len(others) // _ONE_OF]
    return usual


def _rounded(numerator: int, denominator: int) -> int:
    """The quotient as a whole number, halves away from zero."""
    if denominator < 0:
        numerator, denominator = -numerator, -denominator
    whole = (2 * abs(numerator) + denominator) // (2 * denominator)
    return whole if numerator >= 0 else -whole

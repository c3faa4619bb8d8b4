"""The case as whole numbers: what stands in each place now, and how far each check is from closing.

Belongs here: exact arithmetic for the search. Values are integers in a fraction of a yuan fine enough for every figure of
the case; the difference of each check is kept, and follows when an explanation is put in place, so that weighing one costs
the checks it touches and no more. Not here: which explanations there are (``moved_rows``, ``wrong_value`` …), nor choosing.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from decimal import Context, Decimal

from pipelines.diagnosis.facts import CaseFile, Check, Figure
from pipelines.diagnosis.grid import Grid

#: A hundredth of a fen: what 0.01 yuan is when a table in yuan should be in 万元.
MIN_PLACES = 6
#: Digits a change of unit may add to an amount.
_UNIT_PLACES = 4
#: Wide enough that no figure is ever rounded on its way to an integer.
_EXACT = Context(prec=200)


class Ledger:
    """Figures and checks by number; numbers follow the order of the case file."""

    def __init__(self, case: CaseFile) -> None:
        """Take the case as printed."""
        self.case = case
        self.figures: list[Figure] = list(case.figures.values())
        self.checks: tuple[Check, ...] = case.checks
        self.number_of = {figure.source_id: number for number, figure in enumerate(self.figures)}
        self.places = max([MIN_PLACES, *map(_places_needed, self.figures)])
        self.values: list[int] = [_scaled(figure.value, self.places) for figure in self.figures]
        #: Signed coefficients by figure, of each check; what each lacks to close, and may lack.
        self.terms: list[dict[int, int]] = []
        self.differences: list[int] = []
        self.tolerances: list[int] = []
        self.coefficient_places: list[int] = []
        #: Checks each figure takes part in; not those struck off.
        self.checks_of: list[dict[int, int]] = [{} for _ in self.figures]
        for number, check in enumerate(self.checks):
            self._enter(number, check)
        #: What each lacks as printed.
        self.printed_differences = tuple(self.differences)
        self.failing: set[int] = {number for number in range(len(self.checks)) if not self.holds(number)}
        #: Checks that an explanation closed.
        self.closed: set[int] = set()
        #: Checks that nothing need hold for any more.
        self.struck: set[int] = set()
        #: Checks looked at so far: the effort the search has cost.
        self.effort = 0

    def _enter(self, number: int, check: Check) -> None:
        places = max((_places(signed) for signed, _ in check.terms), default=0)
        terms: dict[int, int] = {}
        for signed, source_id in check.terms:
            figure = self.number_of[source_id]
            terms[figure] = terms.get(figure, 0) + _scaled(signed, places)
        self.terms.append(terms)
        self.coefficient_places.append(places)
        self.differences.append(sum(coefficient * self.values[figure] for figure, coefficient in terms.items()))
        # Differences are whole: what is left of the tolerance below one does not matter.
        self.tolerances.append(_floor(check.tolerance, places + self.places))
        for figure, coefficient in terms.items():
            self.checks_of[figure][number] = coefficient

    def holds(self, check: int) -> bool:
        """Whether the check closes as things stand."""
        return abs(self.differences[check]) <= self.tolerances[check]

    def figure(self, number: int) -> Figure:
        """The figure with the value that stands there now."""
        figure, value = self.figures[number], self.decimal(self.values[number], self.figures[number])
        return figure if figure.value == value else replace(figure, value=value)

    def decimal(self, value: int, like: Figure) -> Decimal:
        """A value as a decimal, with as many places as the figure it is for has, or more if it needs them."""
        exact = Decimal(value).scaleb(-self.places, _EXACT)
        places = max(_places(exact), -int(like.value.as_tuple().exponent))
        return exact.quantize(Decimal(1).scaleb(-places), context=_EXACT)

    def scaled(self, value: Decimal) -> int | None:
        """A decimal as an integer; None if the ledger is too coarse for it."""
        return _scaled(value, self.places) if _places(value) <= self.places else None

    def gap(self, check: int) -> Decimal:
        """Left minus right of a check, in the units of its figures."""
        like = self.figures[next(iter(self.terms[check]))]
        exact = Decimal(self.differences[check]).scaleb(-self.places - self.coefficient_places[check], _EXACT)
        places = max(_places(exact), -int(like.value.as_tuple().exponent))
        return exact.quantize(Decimal(1).scaleb(-places), context=_EXACT)

    def moved(self, changes: Mapping[int, int]) -> dict[int, int]:
        """By how much each check moves if the figures had these values, in the order they are touched."""
        moved: dict[int, int] = {}
        for figure, value in changes.items():
            delta = value - self.values[figure]
            for check, coefficient in self.checks_of[figure].items():
                moved[check] = moved.get(check, 0) + coefficient * delta
        self.effort += len(moved)
        return moved

    def would_hold(self, check: int, moved: int, slack: int = 0) -> bool:
        """Whether the check would close if its difference moved so far."""
        return abs(self.differences[check] + moved) <= self.tolerances[check] + slack

    def slack(self, check: int, slacks: Mapping[int, int]) -> int:
        """What changed figures hide behind their last digits, as far as a check is concerned."""
        return sum(
            abs(self.terms[check][figure]) * slacks[figure] for figure in slacks.keys() & self.terms[check].keys()
        )

    def put(self, changes: Mapping[int, int], slacks: Mapping[int, int], strike: Iterable[int]) -> set[int]:
        """Put values in place and strike off these checks; returns the checks that are not what they were."""
        struck = set(strike)
        touched = set(struck)
        for check, moved in self.moved(changes).items():
            self.differences[check] += moved
            # A check that held only for what the larger unit hides is not to fail afterwards.
            self.tolerances[check] += self.slack(check, slacks)
            touched.add(check)
        for figure, value in changes.items():
            self.values[figure] = value
        for check in touched:
            if check in struck:
                for figure in self.terms[check]:
                    self.checks_of[figure].pop(check, None)
            if check in struck or self.holds(check):
                self.failing.discard(check)
            else:
                self.failing.add(check)
        self.struck |= struck
        return touched


def make_grids(ledger: Ledger) -> list[Grid]:
    """The tables of the case as grids of figure numbers, in the order their first figures come."""
    rows: dict[tuple[str, tuple[int, int]], dict[int, dict[int, int]]] = {}
    for number, figure in enumerate(ledger.figures):
        if figure.table_id is not None:
            group = rows.setdefault((figure.table_id, figure.row_group), {})
            group.setdefault(figure.row_no, {})[figure.col_no] = number
    tables: dict[str, list[tuple[int, int]]] = {}
    for table_id, row_group in rows:
        tables.setdefault(table_id, []).append(row_group)
    return [Grid(table_id, rows[table_id, group]) for table_id, groups in tables.items() for group in groups]


def _places(value: Decimal) -> int:
    """Decimal places that are not zero."""
    exponent = int(value.as_tuple().exponent)
    if exponent >= 0:
        return 0
    # Most figures are written with two places and have no more; only long ones are looked at closely.
    return max(0, -int(value.normalize(_EXACT).as_tuple().exponent))


def _places_needed(figure: Figure) -> int:
    unit_places = _UNIT_PLACES if figure.unit_multiplier is not None else 0
    return max(_places(figure.value) + unit_places, figure.decimals_printed)


def _scaled(value: Decimal, places: int) -> int:
    return int(value.scaleb(places, _EXACT))


def _floor(value: Decimal, places: int) -> int:
    return int(value.scaleb(places, _EXACT) // 1)

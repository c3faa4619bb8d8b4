"""One figure of a book and the ways in which a sentence tells it: ``{gp:w}``, ``{gp.change:w}``, ``{gp.pct}``, ``{basic[gp]:1}``.

Belongs here: units, rounding, separators, words of direction. What a figure is of is told in ``book``.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

#: w: 万元, y: 元, e: 亿元, n: a number as it is; a digit behind it says how many decimals, a comma asks for separators.
_UNITS = {"w": (10_000, 2), "y": (1, 2), "e": (100_000_000, 4), "n": (1, 0)}


def rounded(value: Decimal, places: int) -> Decimal:
    """Return ``value`` rounded as people do."""
    return value.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)


@dataclass(frozen=True, slots=True)
class Percent:
    """A percentage, printed with two decimals unless told otherwise."""

    value: Decimal

    def __format__(self, spec: str) -> str:
        return f"{rounded(self.value, int(spec or 2))}%"


@dataclass(frozen=True, slots=True)
class Direction:
    """The sign of a difference; ``{x.dir:增加|减少|持平}`` chooses the word."""

    value: Decimal

    def __format__(self, spec: str) -> str:
        up, down, *same = spec.split("|")
        if self.value == 0:
            assert same, f"no word for what is the same: {spec}"
            return same[0]
        return up if self.value > 0 else down


@dataclass(frozen=True, slots=True)
class Amount:
    """An amount in yuan (or a number), the same of the year before, and as budgeted at the year's beginning."""

    value: Decimal
    prior: Decimal = Decimal(0)
    planned: Decimal = Decimal(0)
    #: Finds the whole of a share: ``{basic[gp]}``.
    find: Callable[[str], Amount] | None = None

    def __format__(self, spec: str) -> str:
        multiplier, places = _UNITS[(spec or "w")[0]]
        rest = spec[1:]
        separated = rest.endswith(",")
        rest = rest.rstrip(",")
        shown = rounded(self.value / multiplier, int(rest) if rest else places)
        return f"{shown:,}" if separated else f"{shown}"

    def __getitem__(self, whole: str) -> Percent:
        assert self.find is not None
        return Percent(self.value / self.find(whole).value * 100)

    @property
    def was(self) -> Amount:
        """The amount of the year before."""
        return Amount(self.prior)

    @property
    def plan(self) -> Amount:
        """The amount of the budget at the year's beginning."""
        return Amount(self.planned)

    @property
    def change(self) -> Amount:
        """By how much it changed, without the sign."""
        return Amount(abs(self.value - self.prior))

    @property
    def signed(self) -> Amount:
        """By how much it changed, with the sign."""
        return Amount(self.value - self.prior)

    @property
    def dir(self) -> Direction:
        """Whether it went up or down."""
        return Direction(self.value - self.prior)

    @property
    def pct(self) -> Percent:
        """By how many per cent it changed, without the sign."""
        return Percent(abs(self.value - self.prior) / self.prior * 100)

    @property
    def off(self) -> Amount:
        """How far it is from the budget, without the sign."""
        return Amount(abs(self.value - self.planned))

    @property
    def offdir(self) -> Direction:
        """Whether it is above or below the budget."""
        return Direction(self.value - self.planned)

    @property
    def offpct(self) -> Percent:
        """How many per cent it is off the budget, without the sign."""
        return Percent(abs(self.value - self.planned) / self.planned * 100)

    @property
    def done(self) -> Percent:
        """The share of the budget that was spent."""
        return Percent(self.value / self.planned * 100)

    def __add__(self, other: Amount) -> Amount:
        return Amount(self.value + other.value, self.prior + other.prior, self.planned + other.planned, self.find)

    def __sub__(self, other: Amount) -> Amount:
        return Amount(self.value - other.value, self.prior - other.prior, self.planned - other.planned, self.find)

"""Amounts of rows, column by column, and whether they add up as far as their printed rounding lets one say.

Belongs here: that one question, and how much its answer proves. What follows for rows and columns is decided by the others.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

#: A row's amounts, a column each; None where it prints no number.
Amounts = Sequence[Decimal | None]
_ZERO = Decimal(0)
#: A sum of fewer addends that are not zero says no more than that two figures are equal.
_MIN_ADDENDS = 2
#: An amount of fewer digits may be met by accident: 1.5 is 1 and 0.5 in many lists.
_MIN_DIGITS = 4


@dataclass(frozen=True, slots=True)
class Rounding:
    """Half of the last digit that each column prints, which every figure in it may be off by."""

    halves: tuple[Decimal, ...]

    @classmethod
    def of(cls, rows: Iterable[Amounts], width: int) -> Rounding:
        """Return the rounding of columns by their finest figures: trailing zeros may be left out (73 beside 784.89)."""
        places = [0] * width
        for row in rows:
            for col, value in enumerate(row):
                if value is not None:
                    places[col] = max(places[col], -_exponent(value))
        return cls(tuple(Decimal(5).scaleb(-count - 1) for count in places))


@dataclass(frozen=True, slots=True)
class Closing:
    """How a whole compares with its parts: columns in which the sum closes, and in which it stays open."""

    closed: int
    open: int
    #: Closed columns in which two addends or more are not zero and the whole is no small number.
    proving: int

    @property
    def is_closed(self) -> bool:
        """True if no column stays open."""
        return not self.open


def compare(whole: Amounts, parts: Sequence[Amounts], rounding: Rounding) -> Closing:
    """Compare a whole with the sum of its parts, column by column; columns that print nothing or only zeros are not counted."""
    closed = still_open = proving = 0
    for col, own in enumerate(whole):
        values = [value for part in parts if (value := part[col])]
        if not own and not values:
            continue
        slack = rounding.halves[col] * (len(values) + 1)
        if abs((own or _ZERO) - sum(values, _ZERO)) > slack:
            still_open += 1
            continue
        closed += 1
        proving += len(values) >= _MIN_ADDENDS and own is not None and digits(own) >= _MIN_DIGITS
    return Closing(closed, still_open, proving)


@dataclass(slots=True)
class Running:
    """A sum in the making, beside the whole it may come to."""

    whole: Amounts
    rounding: Rounding
    sums: list[Decimal] = field(init=False)
    counts: list[int] = field(init=False)

    def __post_init__(self) -> None:
        """Begin with nothing."""
        self.sums = [_ZERO] * len(self.whole)
        self.counts = [0] * len(self.whole)

    def add(self, part: Amounts) -> None:
        """Add a part in every column."""
        for col, value in enumerate(part):
            if value:
                self.sums[col] += value
                self.counts[col] += 1

    @property
    def is_met(self) -> bool:
        """True if the sum is the whole in every column."""
        return all(abs(total - (self.whole[col] or _ZERO)) <= self._slack(col) for col, total in enumerate(self.sums))

    @property
    def is_past(self) -> bool:
        """True if the sum is more than the whole in some column."""
        return any(total - (self.whole[col] or _ZERO) > self._slack(col) for col, total in enumerate(self.sums))

    def _slack(self, col: int) -> Decimal:
        return self.rounding.halves[col] * (self.counts[col] + 1)


def has_money(amounts: Amounts) -> bool:
    """True if some column holds a number that is not zero."""
    return any(amounts)


def is_equal(left: Amounts, right: Amounts) -> bool:
    """True if two rows print the same amounts; nothing and zero are the same."""
    return all((a or _ZERO) == (b or _ZERO) for a, b in zip(left, right, strict=True))


def digits(value: Decimal) -> int:
    """Return how many digits a number has from its first to its last that is not zero (1,200.50 has five)."""
    return len(str(abs(value)).replace(".", "").strip("0"))


def _exponent(value: Decimal) -> int:
    exponent = value.as_tuple().exponent
    return exponent if isinstance(exponent, int) else 0

"""Explanations by one wrong figure: the value it should have, and how it may have come about.

Belongs here: proposing a value for a single figure from a check that fails, and naming the slip of the pen (two digits
swapped, wrong unit, lost sign, one digit, rounding). Whether it closes the sums is for ``trial``.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import ROUND_HALF_UP, Decimal

from pipelines.diagnosis.facts import CaseFile, Check, Figure
from pipelines.diagnosis.trial import Change, Explanation

#: A difference of up to this many last printed digits, of figures that are rounded, is called rounding.
ROUNDING_STEPS = 2
UNIT_FACTOR = Decimal(10_000)
_COSTS = {"rounding": 1, "wrong_sign": 1, "wrong_unit": 1, "digits_swapped": 1, "one_digit": 2, "wrong_figure": 3}


def propose_wrong_values(case: CaseFile, failing: Sequence[Check]) -> Iterator[Explanation]:
    """Yield, for each figure of each failing check, the value that closes this check."""
    seen: set[tuple[str, Decimal]] = set()
    for check in failing:
        difference = check.difference(case.printed_values)
        for coefficient, source_id in check.terms:
            if coefficient == 0:
                continue
            figure = case.figures[source_id]
            value = as_printable(figure, figure.value - difference / coefficient)
            if value == figure.value or (source_id, value) in seen:
                continue
            seen.add((source_id, value))
            kind = name_slip(figure, value)
            yield Explanation(
                kind=kind,
                changes=(Change(source_id, value),),
                cost=_COSTS[kind] + digits_changed(figure, value),
                detail={"is_negative": str(value < 0 <= figure.value).lower()},
                fitted=1,
            )


def as_printable(figure: Figure, value: Decimal) -> Decimal:
    """Round a value to the digits the figure is printed with (yuan in, yuan out)."""
    if figure.unit_multiplier is None:
        return value.quantize(Decimal(1).scaleb(-figure.decimals_printed), ROUND_HALF_UP)
    # Tables in yuan may print "150000" for what elsewhere is 150,000.00: never round away less than a fen.
    step = figure.step if figure.unit_multiplier > 1 else min(figure.step, Decimal("0.01"))
    return (value / step).quantize(Decimal(1), ROUND_HALF_UP) * step


def name_slip(figure: Figure, value: Decimal) -> str:
    """Name the slip that turns the right value into the printed one."""
    printed = figure.value
    if printed == -value:
        return "wrong_sign"
    if value and printed and (printed == value * UNIT_FACTOR or value == printed * UNIT_FACTOR):
        return "wrong_unit"
    old, new = _digits(figure, printed), _digits(figure, value)
    if len(old) == len(new):
        differing = [i for i in range(len(old)) if old[i] != new[i]]
        if _are_swapped_neighbours(old, new, differing):
            return "digits_swapped"
        is_rounded = figure.unit_multiplier is not None and figure.unit_multiplier > 1
        if is_rounded and abs(printed - value) <= ROUNDING_STEPS * figure.step:
            return "rounding"
        if len(differing) == 1:
            return "one_digit"
    return "wrong_figure"


def _are_swapped_neighbours(old: str, new: str, differing: list[int]) -> bool:
    if len(differing) != 2 or differing[1] != differing[0] + 1:
        return False
    first, second = differing
    return old[first] == new[second] and old[second] == new[first]


def digits_changed(figure: Figure, value: Decimal) -> int:
    """How many printed digits differ: the fewer, the likelier the slip."""
    old, new = _digits(figure, figure.value), _digits(figure, value)
    width = max(len(old), len(new))
    return sum(a != b for a, b in zip(old.rjust(width, "0"), new.rjust(width, "0"), strict=True))


def _digits(figure: Figure, value: Decimal) -> str:
    """The digits of the value as the figure's column prints them, without sign and point."""
    step = min(figure.step, Decimal("0.01")) if figure.unit_multiplier in (None, 1) else figure.step
    if figure.unit_multiplier is None:
        step = Decimal(1).scaleb(-figure.decimals_printed)
    return str(int((abs(value) / step).quantize(Decimal(1), ROUND_HALF_UP)))

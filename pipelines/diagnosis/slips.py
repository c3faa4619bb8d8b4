"""How a wrong figure may have come about: the slip of the pen that turns the right value into the printed one.

Belongs here: naming it (two digits swapped, wrong unit, lost sign, one digit, rounding) and how unlikely it is. Which value
is right is the business of ``wrong_value``.
"""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

from pipelines.diagnosis.facts import Figure

#: A difference of up to this many last printed digits, of figures that are rounded, is called rounding.
ROUNDING_STEPS = 2
UNIT_FACTOR = Decimal(10_000)
_COSTS = {"rounding": 1, "wrong_sign": 1, "wrong_unit": 1, "digits_swapped": 1, "one_digit": 2, "wrong_figure": 3}
#: Slips that have a name: a wrong figure that looks like nothing in particular has only the sums to speak for it.
PLAIN_SLIPS = frozenset(_COSTS) - {"wrong_figure"}


def cost_of(slip: str, figure: Figure, value: Decimal) -> int:
    """How much a slip assumes: its kind, and how many digits it touched."""
    return _COSTS[slip] + digits_changed(figure, value)


def printable_step(figure: Figure) -> Decimal:
    """The smallest amount by which a value in the figure's place can differ (yuan for money)."""
    if figure.unit_multiplier is None:
        return Decimal(1).scaleb(-figure.decimals_printed)
    # Tables in yuan may print "150000" for what elsewhere is 150,000.00: never round away less than a fen.
    return figure.step if figure.unit_multiplier > 1 else min(figure.step, Decimal("0.01"))


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


def is_cut_off(printed: Fraction, right: Fraction, step: Fraction) -> bool:
    """Tell whether the printed value is the right one without its further digits, where rounding would have gone up.

    ``step`` is the value of one unit of the last printed digit.
    """
    lost = abs(right) - abs(printed)
    return printed * right >= 0 and printed % step == 0 and step / 2 <= lost < step


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

"""Whether amounts of rows add up, column by column, as far as their printed rounding lets one say.

Belongs here: that one question. What follows for the rows is decided in ``heads`` and ``stairs``.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

#: A row's amounts, a column each; what is no number counts as nothing.
Amounts = Sequence[object]
#: Half of the last digit that 万元 with two decimals leaves.
_ROUNDING = Decimal("0.005")


def is_sum(whole: Amounts, parts: Sequence[Amounts]) -> bool:
    """True if ``whole`` is the sum of ``parts`` in every column; each figure may be rounded."""
    for col, own in enumerate(whole):
        values = [value for value in (part[col] for part in parts) if isinstance(value, Decimal)]
        total = own if isinstance(own, Decimal) else Decimal(0)
        if abs(total - sum(values, Decimal(0))) > _ROUNDING * (len(values) + 1):
            return False
    return True


def has_money(amounts: Amounts) -> bool:
    """True if some column holds a number that is not zero."""
    return any(isinstance(value, Decimal) and value for value in amounts)

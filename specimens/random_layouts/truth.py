"""The truth of a printed amount: where it stands and all that a reader must know of it.

Belongs here: data. A set of values on an axis holds those that are all right (财政拨款 and 一般公共预算, where a department has no other
fiscal money); an axis a row does not speak of is ``NOTHING``.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

Values = frozenset[str | None]
#: The axis says nothing of this amount, and nothing may be said of it.
NOTHING: Values = frozenset({None})
AXES = ("kind", "function", "economic", "unit", "project", "fund", "expenditure_kind", "carry", "item")


def one(*values: str | None) -> Values:
    """The values of an axis that are right."""
    return frozenset(values)


@dataclass(frozen=True, slots=True)
class Context:
    """What an amount is of, axis by axis."""

    kind: Values = NOTHING
    function: Values = NOTHING
    economic: Values = NOTHING
    #: Code or name of the budget unit.
    unit: Values = NOTHING
    project: Values = NOTHING
    fund: Values = NOTHING
    expenditure_kind: Values = NOTHING
    carry: Values = NOTHING
    #: The product's measure, where what is spent on is told by it alone (“三公”经费).
    item: Values = NOTHING


@dataclass(frozen=True, slots=True)
class Amount:
    """One printed amount."""

    table_no: int
    #: Place in the table's grid, from 0.
    row: int
    col: int
    text: str
    title: str
    row_path: tuple[str, ...]
    column_path: tuple[str, ...]
    amount_yuan: Decimal
    year: int
    context: Context
    #: No printed row and no printed column is a part of it that sums to it; None where all its parts stand under 其中: then it is
    #: one, or they are.
    is_leaf: bool | None

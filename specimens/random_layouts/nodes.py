"""Rows and columns of a table as two trees, and the amounts where they cross.

Belongs here: which atoms a row or column stands for, what it is summed into, what it says of its amounts; the amounts and leaves
that follow from it. How anything is printed is elsewhere.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from specimens.random_layouts.money import YEAR, Cube, Where
from specimens.random_layouts.truth import NOTHING, Context, Values


@dataclass(eq=False, slots=True)
class Row:
    """A row: its label cells, and what its amounts are of."""

    labels: Sequence[str]
    where: Where | None = None
    parent: Row | None = None
    #: 其中, or the same money seen another way: no summand of its parent.
    is_part: bool = False
    function: Values = NOTHING
    economic: Values = NOTHING
    unit: Values = NOTHING
    project: Values = NOTHING
    fund: Values = NOTHING
    expenditure_kind: Values = NOTHING
    carry: Values = NOTHING
    item: Values = NOTHING

    @property
    def name(self) -> str:
        """The words of its label."""
        return " ".join(text.strip() for text in self.labels if text.strip() not in ("", "<", "^"))

    @property
    def path(self) -> tuple[str, ...]:
        """Names from the outermost row to this."""
        return (*(self.parent.path if self.parent else ()), self.name)


@dataclass(eq=False, slots=True)
class Column:
    """A money column: header cells above it, and what its amounts are of."""

    path: tuple[str, ...]
    where: Where
    parent: Column | None = None
    is_part: bool = False
    #: Under 其中 beside all other parts: they make up their whole, though the word says that they are no more than parts.
    is_within: bool = False
    fund: Values = NOTHING
    expenditure_kind: Values = NOTHING
    carry: Values = NOTHING
    item: Values = NOTHING
    year: int = YEAR


@dataclass(slots=True)
class Panel:
    """A table, or one of the halves that stand side by side: label columns, money columns, rows, and all its money."""

    label_headers: list[tuple[str, ...]]
    columns: list[Column]
    rows: list[Row]
    cube: Cube
    #: Printed over all its columns (收入, 支出).
    heading: str = ""
    #: What its amounts are of, where the halves of a table speak of different money.
    context: Context | None = None
    _amounts: dict[tuple[Row, Column], Decimal] = field(default_factory=dict)

    @property
    def width(self) -> int:
        """Columns of its grid."""
        return len(self.label_headers) + len(self.columns)

    def amount(self, row: Row, column: Column) -> Decimal | None:
        """The amount where they cross; None in a row that prints no amounts."""
        if row.where is None:
            return None
        if (row, column) not in self._amounts:
            row_where, column_where = row.where, column.where
            self._amounts[row, column] = sum(
                (atom.amount for atom in self.cube.atoms if row_where(atom) and column_where(atom)), Decimal(0)
            )
        return self._amounts[row, column]

    def is_leaf(self, row: Row, column: Column) -> bool | None:
        """True if nothing finer of this amount is printed in the table; None if that depends on how 其中 is taken."""
        as_summands, as_parts = (self._is_leaf(row, column, is_strict) for is_strict in (False, True))
        return as_summands if as_summands == as_parts else None

    @property
    def leaf_total(self) -> Decimal:
        """The sum of all leaves, however 其中 is taken."""
        return sum(
            (self.amount(row, column) or Decimal(0) for row in self.rows for column in self.columns if self._is_leaf(row, column, False)),
            Decimal(0),
        )  # fmt: skip

    def _is_leaf(self, row: Row, column: Column, is_strict: bool) -> bool:
        if is_only_a_part(row) or is_only_a_part(column, is_strict):
            return False
        finer = (
            self.amount(lower_row, lower_column)
            for lower_row in self._below(row)
            for lower_column in [column, *(each for each in self.columns if is_summed_into(each, column, is_strict))]
            if (lower_row, lower_column) != (row, column)
        )
        return not any(finer)

    def _below(self, row: Row) -> list[Row]:
        return [row, *(each for each in self.rows if each.where is not None and is_summed_into(each, row))]


def is_only_a_part(node: Row | Column, is_strict: bool = False) -> bool:
    """True if it, or anything it stands under, is only a part; ``is_strict``: whatever stands under 其中 is."""
    return _is_part(node, is_strict) or (node.parent is not None and is_only_a_part(node.parent, is_strict))


def is_summed_into(lower: Row | Column, upper: Row | Column, is_strict: bool = False) -> bool:
    """True if ``lower`` is a summand of ``upper``, perhaps by way of others."""
    if _is_part(lower, is_strict) or lower.parent is None:
        return False
    return lower.parent is upper or is_summed_into(lower.parent, upper, is_strict)


def _is_part(node: Row | Column, is_strict: bool) -> bool:
    return node.is_part or (is_strict and isinstance(node, Column) and node.is_within)

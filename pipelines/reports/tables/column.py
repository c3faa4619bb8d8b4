"""One column of a table: what its header says that it holds, and where it stands.

Belongs here: the column itself. How a header comes to mean what it does belongs to ``columns``.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from pipelines.reports.tables.units import Unit


@dataclass(frozen=True, slots=True)
class Column:
    """One column; ``measure_key`` for amounts, ``field_key`` for texts, neither if the header is not known."""

    col: int
    path: str
    measure_key: str | None
    field_key: str | None
    value_type: str
    amount_year: int | None
    unit: Unit | None
    block_no: int = 1
    side: str | None = None
    #: What the names below it run along, where a half of a two-sided table says so (支出功能分类科目): function, economic, use …
    along: str | None = None
    specificity: tuple[int, int, int] = (0, 0, 0)
    #: False for a place in a form, where a value may span any number of columns.
    is_one_column: bool = True
    #: The column of a half before that it goes on with, where one list is printed in columns side by side.
    list_col: int | None = None

    @property
    def last_header(self) -> str:
        """The header nearest to its figures."""
        return self.path.rsplit("/", 1)[-1]

    @property
    def is_known(self) -> bool:
        """True if the header says what the column holds."""
        return self.measure_key is not None or self.field_key is not None


def without_money(column: Column) -> Column:
    """The column in a row that counts things: what stands there is no money, and nothing that the column measures."""
    is_money = column.field_key is None and column.value_type == "money"
    return replace(column, measure_key=None, value_type="count") if is_money else column

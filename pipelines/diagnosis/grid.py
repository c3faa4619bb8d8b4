"""A table as a grid of figure numbers: rows in printed order, and where each figure stands.

Belongs here: look-ups by place. A grid is one row group (form and block) of a printed table; a two-sided table has two.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cached_property


class Grid:
    """Rows by position, top to bottom; each maps column number → figure number."""

    def __init__(self, table_id: str, rows: Mapping[int, Mapping[int, int]]) -> None:
        """Take rows by printed row number."""
        self.table_id = table_id
        self.row_nos: list[int] = sorted(rows)
        self.rows: list[Mapping[int, int]] = [rows[row_no] for row_no in self.row_nos]
        #: Figure → (position of its row, column).
        self.place_of: dict[int, tuple[int, int]] = {
            figure: (position, column) for position, row in enumerate(self.rows) for column, figure in row.items()
        }

    @cached_property
    def columns(self) -> list[int]:
        """Column numbers, left to right."""
        return sorted({column for row in self.rows for column in row})

    def rows_near(self, figures: Iterable[int], reach: int) -> set[int]:
        """All figures in the rows of these, and in so many rows above and below."""
        positions = {self.place_of[figure][0] for figure in figures}
        near = {at for position in positions for at in range(position - reach, position + reach + 1)}
        return {figure for at in near if 0 <= at < len(self.rows) for figure in self.rows[at].values()}

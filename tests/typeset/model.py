"""A described report: what a report says and how it is ruled, before any look is chosen.

Belongs here: the value types of a description (text, tables, forms, grids, page breaks) and nothing that knows fonts,
pages or points. Reading a description from files is `load.py`; changing one is `edit.py`; drawing it is `layout/`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Literal

Orientation = Literal["portrait", "landscape"]


@dataclass(frozen=True)
class GridCell:
    """One ruled cell of a grid; `row` and `col` count from 0 and name its top left corner."""

    row: int
    col: int
    row_span: int
    col_span: int
    text: str

    @property
    def last_row(self) -> int:
        """The lowest printed row that the cell covers."""
        return self.row + self.row_span - 1

    @property
    def last_col(self) -> int:
        """The rightmost grid column that the cell covers."""
        return self.col + self.col_span - 1


@dataclass(frozen=True)
class Break:
    """Where the original report goes on to a new page in the middle of a grid.

    `before_row` breaks between two printed rows, `inside_row` breaks one printed row in two. `rest` gives, for each
    column, the end of a cell's text that stands on the new page; a cell without a rest keeps its whole text above.
    """

    before_row: int | None = None
    inside_row: int | None = None
    rest: Mapping[int, str] = field(default_factory=dict[int, str])

    @property
    def row(self) -> int:
        """The printed row that the break touches."""
        row = self.before_row if self.before_row is not None else self.inside_row
        if row is None:
            raise ValueError("a break stands before a row or inside one")
        return row


@dataclass(frozen=True)
class Form:
    """One ruled grid of a printed table; most tables have one, table 15 has one a project."""

    cells: tuple[GridCell, ...]
    row_count: int
    col_count: int
    widths: tuple[float, ...]
    header_rows: int = 0
    align: str = ""
    breaks: tuple[Break, ...] = ()

    def cell_at(self, row: int, col: int) -> GridCell:
        """The cell that covers a grid place, merged or not."""
        for cell in self.cells:
            if cell.row <= row <= cell.last_row and cell.col <= col <= cell.last_col:
                return cell
        raise KeyError(f"no cell at row {row}, column {col} of a {self.row_count} × {self.col_count} grid")


@dataclass(frozen=True)
class Table:
    """One printed table: title, lines above and below it, and its grids."""

    no: int
    title: str
    forms: tuple[Form, ...]
    unit: str = ""
    dateline: str = ""
    note: str = ""
    orientation: Orientation = "portrait"
    new_page: bool = True
    size: float = 0.0
    row_height: float = 0.0
    gap_before_form: float = 0.0


@dataclass(frozen=True)
class TextLine:
    """One printed line of running text."""

    text: str
    starts_paragraph: bool = False
    starts_page: bool = False
    is_title: bool = False


@dataclass(frozen=True)
class TextBlock:
    """Running text: profile, narrative, glossary, or a heading that stands alone."""

    lines: tuple[TextLine, ...]
    new_page: bool = True
    orientation: Orientation = "portrait"


Block = TextBlock | Table


@dataclass(frozen=True)
class Report:
    """A whole described report, block after block."""

    name: str
    title: str
    blocks: tuple[Block, ...]
    first_page_number: int = 1

    def tables(self) -> Iterator[Table]:
        """The printed tables in order."""
        return (block for block in self.blocks if isinstance(block, Table))

    def table(self, no: int) -> Table:
        """The printed table with a number."""
        for table in self.tables():
            if table.no == no:
                return table
        raise KeyError(f"{self.name} has no table {no}")

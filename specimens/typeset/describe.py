"""A report described as data: text pages and tables as grids.

Belongs here: reading a description from ``reports/<name>`` or making a small one in code. A grid is a list of rows of
texts; ``<`` is merged with the cell to the left, ``^`` with the cell above, an empty text is printed empty. A line feed
inside a text is a paragraph break in the cell.
"""

from __future__ import annotations

import csv
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

FOLDER = Path(__file__).parent / "reports"
Grid = list[list[str]]


@dataclass(frozen=True, slots=True)
class GridCell:
    """A cell of a grid with its span."""

    row: int
    col: int
    row_span: int
    col_span: int
    text: str


def cells_of(grid: Sequence[Sequence[str]]) -> list[GridCell]:
    """Resolve ``<`` and ``^`` into spans; raises ValueError where they don't make a rectangle."""
    owner: dict[tuple[int, int], tuple[int, int]] = {}
    for row, texts in enumerate(grid):
        for col, text in enumerate(texts):
            if text == "<":
                owner[row, col] = owner[row, col - 1]
            elif text == "^":
                owner[row, col] = owner[row - 1, col]
            else:
                owner[row, col] = (row, col)
    members: dict[tuple[int, int], list[tuple[int, int]]] = {}
    for place, anchor in owner.items():
        members.setdefault(anchor, []).append(place)
    cells = []
    for (row, col), places in members.items():
        row_span = max(r for r, _ in places) - row + 1
        col_span = max(c for _, c in places) - col + 1
        if len(places) != row_span * col_span:
            raise ValueError(f"the merged cell at row {row}, column {col} ({grid[row][col]!r}) is no rectangle")
        cells.append(GridCell(row, col, row_span, col_span, grid[row][col]))
    return sorted(cells, key=lambda cell: (cell.row, cell.col))


@dataclass(frozen=True, slots=True)
class TextBlock:
    """Running text: pages of lines, as printed; the first line may be a heading."""

    pages: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class TableBlock:
    """One printed table: title, unit or date line, one grid (or one per form), and how it breaks over pages."""

    table_no: int
    title: str
    grids: tuple[Grid, ...]
    widths: tuple[float, ...]
    unit: str = ""
    dateline: str = ""
    note: str = ""
    #: Printed above the title, at the left: the number of the table or its attachment.
    number_line: str = ""
    header_rows: int = 1
    is_landscape: bool = False
    #: Begin below what stands before, if there is room, and not on a new page.
    is_on_same_page: bool = False
    #: Rows of the only grid that begin a new page (only where the look keeps the description's page breaks).
    page_breaks_before_rows: frozenset[int] = frozenset()
    form_page_breaks_before_rows: Mapping[int, frozenset[int]] = field(default_factory=dict)
    #: Rows broken over a page after so many lines.
    split_rows: Mapping[int, int] = field(default_factory=dict)
    #: How many lines of a cell of such a row stand above the break, by row and column; else as many as have room.
    lines_above: Mapping[tuple[int, int], int] = field(default_factory=dict)
    #: No rule closes a row where the page cuts it.
    has_open_cuts: bool = False
    may_split_rows: bool = False
    #: Print the header on every page (None: as the look does).
    repeats_header: bool | None = None
    #: Print number, title and unit on every page, above what goes on there.
    repeats_heading: bool = False
    #: Number, title and unit stand at the foot of the page before, if there is room.
    is_title_on_page_before: bool = False
    #: The header is shaded, and the shade goes so many points beyond the table on both sides.
    header_overhang: float | None = None
    #: Columns whose labels begin at the left, so that indents show; others stand in the middle.
    left_columns: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Report:
    """A described report: its blocks in order."""

    title: str
    blocks: tuple[TextBlock | TableBlock, ...]

    @property
    def tables(self) -> tuple[TableBlock, ...]:
        """The tables in order."""
        return tuple(block for block in self.blocks if isinstance(block, TableBlock))

    def with_cell(self, table_no: int, row: int, col: int, text: str, form_no: int = 1) -> Report:
        """The same report with another text in one cell: for tests that need a misprint."""
        blocks: list[TextBlock | TableBlock] = []
        for block in self.blocks:
            if isinstance(block, TableBlock) and block.table_no == table_no:
                grids = [[list(texts) for texts in grid] for grid in block.grids]
                grids[form_no - 1][row][col] = text
                block = replace(block, grids=tuple(grids))
            blocks.append(block)
        return replace(self, blocks=tuple(blocks))


def load_report(name: str) -> Report:
    """Read the description ``reports/<name>/report.toml`` with its grids and texts."""
    folder = FOLDER / name
    described = tomllib.loads((folder / "report.toml").read_text("utf-8"))
    blocks = tuple(_block(folder, block) for block in described["block"])
    return Report(described["title"], blocks)


def _block(folder: Path, block: dict[str, object]) -> TextBlock | TableBlock:
    if block["kind"] == "heading":
        return TextBlock(((str(block["text"]),),))
    if block["kind"] == "text":
        text = (folder / "text" / str(block["file"])).read_text("utf-8")
        return TextBlock(tuple(tuple(page.split("\n")) for page in text.strip("\n").split("\n\f\n")))
    return _table(folder, block)


def _table(folder: Path, block: dict[str, object]) -> TableBlock:
    def numbers_of(value: object) -> frozenset[int]:
        return frozenset(value) if isinstance(value, list) else frozenset()

    form_breaks, split_rows = block.get("form_page_breaks_before_rows", {}), block.get("split_rows", {})
    grids, widths = block["grids"], block["widths"]
    assert isinstance(grids, list) and isinstance(widths, list)
    assert isinstance(form_breaks, dict) and isinstance(split_rows, dict)
    return TableBlock(
        table_no=int(str(block["table_no"])),
        title=str(block["title"]).replace("⏎", "\n"),
        grids=tuple(_read_grid(folder / "tables" / name) for name in grids),
        widths=tuple(float(width) for width in widths),
        unit=str(block.get("unit", "")),
        dateline=str(block.get("dateline", "")),
        note=str(block.get("note", "")),
        number_line=str(block.get("number_line", "")),
        header_rows=int(str(block.get("header_rows", 1))),
        is_landscape=bool(block.get("landscape", False)),
        is_on_same_page=bool(block.get("same_page", False)),
        page_breaks_before_rows=numbers_of(block.get("page_breaks_before_rows")),
        form_page_breaks_before_rows={int(form): numbers_of(rows) for form, rows in form_breaks.items()},
        split_rows={int(row): int(lines) for row, lines in split_rows.items()},
        may_split_rows=bool(block.get("split_rows_anywhere", False)),
        left_columns=numbers_of(block.get("left_columns")),
    )


def _read_grid(path: Path) -> Grid:
    with path.open(newline="", encoding="utf-8") as file:
        return [list(row) for row in csv.reader(file)]

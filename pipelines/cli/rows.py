"""Rows of a query on a screen of any width: a table, fewer columns of it, or one row under another.

Belongs here: what fits and how it is drawn. Nothing is squeezed until it cannot be read: what has no room is named instead.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from rich.cells import cell_len
from rich.console import Console
from rich.markup import escape
from rich.table import Table

#: Text wraps, yet not into fewer cells than these.
_LEAST_TEXT_CELLS = 14
#: A border and a blank on both sides of each column.
_FRAME_CELLS = 3
#: So few rows are shown whole, one under another, rather than in part.
_FEW_ROWS = 10

Row = Sequence[Any]


def print_rows(console: Console, names: Sequence[str], rows: Sequence[Row], *, vertical: bool = False) -> None:
    """Print the rows: as a table if its columns can be read, one under another if they are few, else without some columns.

    With ``vertical`` one under another in any case.
    """
    shown = [[_shown(value) for value in row] for row in rows]
    numbers = [any(isinstance(row[position], (int, float, Decimal)) for row in rows) for position in range(len(names))]
    widths = [
        _least_cells(name, [row[position] for row in shown], numbers[position]) for position, name in enumerate(names)
    ]
    fitting = _how_many_fit(widths, console.width)
    if vertical or (fitting < len(names) and len(rows) <= _FEW_ROWS):
        _print_vertically(console, names, shown)
        return
    table = Table()
    for name, is_number, width in list(zip(names, numbers, widths, strict=True))[:fitting]:
        table.add_column(
            escape(name), justify="right" if is_number else "left", overflow="fold", no_wrap=is_number, min_width=width
        )
    for row in shown:
        table.add_row(*(_marked(text) for text in row[:fitting]))
    console.print(table)
    if fitting < len(names):
        left_out = escape(", ".join(names[fitting:]))
        console.print(f"[dim]no room for: {left_out}. Name fewer columns, or --vertical, --csv, --json[/dim]")


def _how_many_fit(widths: Sequence[int], console_width: int) -> int:
    """The number of columns, from the left, that have room beside one another; one has always."""
    left = console_width - 1
    for position, width in enumerate(widths):
        left -= width + _FRAME_CELLS
        if left < 0:
            return max(1, position)
    return len(widths)


def _least_cells(name: str, texts: Sequence[str | None], is_number: bool) -> int:
    """The cells below which a column cannot be read: a number is never broken, a text or a name not into crumbs."""
    longest = max((cell_len(text or "null") for text in texts), default=0)
    return max(longest if is_number else min(longest, _LEAST_TEXT_CELLS), min(cell_len(name), _LEAST_TEXT_CELLS))


def _print_vertically(console: Console, names: Sequence[str], rows: Sequence[Sequence[str | None]]) -> None:
    for number, row in enumerate(rows, start=1):
        console.rule(f"[dim]{number}[/dim]", align="left", style="dim")
        grid = Table.grid(padding=(0, 2))
        grid.add_column(no_wrap=True, style="bold")
        grid.add_column(overflow="fold")
        for name, text in zip(names, row, strict=True):
            grid.add_row(escape(name), _marked(text))
        console.print(grid)


def _shown(value: Any) -> str | None:
    if value is None:
        return None
    return f"{value:,}" if isinstance(value, Decimal) else str(value)


def _marked(text: str | None) -> str:
    return "[dim]null[/dim]" if text is None else escape(text)

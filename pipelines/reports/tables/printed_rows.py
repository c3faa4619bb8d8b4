"""What the rows of a table print: figures, names beside them, and as many decimals as the others of their column.

Belongs here: looking at cells. What follows for a row that a page cuts is said in ``page_breaks``.
"""

from __future__ import annotations

from collections.abc import Sequence

from pipelines.reports.tables.codes import looks_like_code
from pipelines.reports.tables.figures import MARKERS, is_figure
from pipelines.reports.tables.sheet import SheetCell
from pipelines.reports.words import comparable

#: So many figures show how many decimals all of their column have.
_MIN_FIGURES = 2


def has_figure(cell: SheetCell) -> bool:
    """True for a cell that prints one figure, be it a code or a year."""
    return is_figure(cell.text)


def has_amount(cell: SheetCell) -> bool:
    """True for a figure with decimals."""
    return "." in comparable(cell.text) and has_figure(cell)


def is_marker(cell: SheetCell) -> bool:
    """True for what stands in the place of a figure: a dash for nothing."""
    return cell.text.strip() in MARKERS


def is_name(cell: SheetCell) -> bool:
    """True for a text that is neither figure nor code."""
    return bool(cell.text.strip()) and not (has_figure(cell) or is_marker(cell) or looks_like_code(cell.text))


def numbers_columns(row: Sequence[SheetCell]) -> bool:
    """True for a row that prints nothing but 1, 2, 3: numbers of columns, which begin on the page before in a wide table."""
    texts = [cell.text.strip() for cell in row if cell.text.strip()]
    if not texts or not all(text.isascii() and text.isdecimal() for text in texts):
        return False
    first = int(texts[0])
    # One number alone may be a code or an amount.
    is_counted = texts == [str(number) for number in range(first, first + len(texts))]
    return is_counted and first > 0 and (len(texts) > 1 or first == 1)


def share_with_figures(cells: Sequence[SheetCell]) -> float:
    """Return which share of the rows, from the first one with an amount on, print amounts."""
    rows: dict[int, bool] = {}
    for cell in cells:
        rows[cell.row] = rows.get(cell.row, False) or has_amount(cell)
    first = next((row for row in sorted(rows) if rows[row]), None)
    body = [has for row, has in rows.items() if first is not None and row >= first]
    return sum(body) / len(body) if body else 0.0


def are_rows_named(cells: Sequence[SheetCell]) -> bool:
    """True if rows print amounts, and each that does prints a name beside them."""
    rows: dict[int, list[SheetCell]] = {}
    for cell in cells:
        rows.setdefault(cell.row, []).append(cell)
    with_amounts = [row for row in rows.values() if any(map(has_amount, row))]
    return bool(with_amounts) and all(any(map(is_name, row)) for row in with_amounts)


def decimals(text: str) -> int:
    """How many digits stand behind a figure's point."""
    return len(comparable(text).partition(".")[2])


def decimals_of_column(cells: Sequence[SheetCell], col: int) -> int | None:
    """How many decimals all figures of a column have; None if they differ or are too few. Above the first amount stand numbers of columns."""
    first = min((cell.row for cell in cells if has_amount(cell)), default=0)
    figures = [cell for cell in cells if cell.col == col and cell.row >= first and has_figure(cell)]
    counts = {decimals(cell.text) for cell in figures}
    return counts.pop() if len(figures) >= _MIN_FIGURES and len(counts) == 1 else None

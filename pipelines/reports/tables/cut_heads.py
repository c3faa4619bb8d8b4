"""The head of a table that a page's end cut: printed whole on the next page, and below it the rest that was still to come.

Belongs here: telling that rest by the rows themselves. What stood on the page before is the beginning of what the new page
prints, and all that follows it stands there twice. Headers whose own cells were cut are joined in ``assembling``.
"""

from __future__ import annotations

from collections.abc import Sequence

from pipelines.extraction.model import Grid
from pipelines.reports.tables.joining import Part, is_heading_alone
from pipelines.reports.tables.titles import is_page_number
from pipelines.reports.words import comparable


def rest_printed_again(part: Part, before: Sequence[Part]) -> range:
    """Which rows of a part's grid print the rest of its head again, below the whole of it; empty if none do.

    ``before`` are the parts of the table so far. Where there are none, the lines at the foot of the page before may be a title
    row: ruled by itself it is no grid.
    """
    rows = row_texts(part.placed.grid)
    joined = ["".join(row) for row in rows]
    above = _begun(part, before)
    for begun in range(min(len(above), len(rows)), 0, -1):
        if above[-begun:] != joined[:begun]:
            continue
        for count in range((len(rows) - begun) // 2, 0, -1):
            end = begun + count
            is_twice = rows[begun:end] == rows[end : end + count]
            if is_twice and end > part.heading.head_rows and any(joined[part.heading.head_rows : end]):
                return range(end, end + count)
    return range(0)


def row_texts(grid: Grid) -> list[list[str]]:
    """The texts of a grid's cells, as they are compared, by the row in which they begin."""
    return [[comparable(cell.text) for cell in cells] for cells in grid.rows()]


def _begun(part: Part, before: Sequence[Part]) -> list[str]:
    """What the pages before print of the table, if it is no more than title and unit: the text of each row."""
    if not part.placed.is_first_on_page:
        return []
    if before:
        grids = [each.placed.grid for each in before] if is_heading_alone(before) else []
        return ["".join(row) for grid in grids for row in row_texts(grid)]
    lines = (line.text for line in part.placed.lines_before)
    return [comparable(text) for text in lines if text.strip() and not is_page_number(text)]

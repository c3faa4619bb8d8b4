"""Where a grid stands on its page: the lines of text above and below it.

Belongs here: cutting a page into grids and what stands between them. What those lines say belongs to ``titles``.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from pipelines.extraction.model import ExtractedDocument, ExtractedPage, Grid, TextLine
from pipelines.reports.tables.slivers import without_slivers
from pipelines.reports.tables.titles import is_page_number


@dataclass(frozen=True, slots=True)
class PlacedGrid:
    """A grid with the lines between it and its neighbours, top to bottom."""

    page: ExtractedPage
    grid: Grid
    lines_above: tuple[TextLine, ...]
    lines_below: tuple[TextLine, ...]
    is_first_on_page: bool
    #: For the first grid of a page: what stands below the last grid of the page before, its title perhaps among it.
    lines_before: tuple[TextLine, ...] = ()
    #: The page before, blank ones passed over; 0 if there is none.
    page_no_before: int = 0


def placed_grids(document: ExtractedDocument) -> Iterator[PlacedGrid]:
    """Yield every grid of the document in reading order."""
    lines_before: tuple[TextLine, ...] = ()
    page_no_before = 0
    for page in document.pages:
        if _is_blank(page):
            continue
        grids = sorted(map(without_slivers, page.grids), key=lambda grid: -grid.box.y1)
        for number, grid in enumerate(grids):
            top = grids[number - 1].box.y0 if number else float("inf")
            bottom = grids[number + 1].box.y1 if number + 1 < len(grids) else float("-inf")
            yield PlacedGrid(
                page,
                grid,
                tuple(line for line in page.text_lines if _middle(grid.box.y1) < _y(line) and _y(line) < top),
                tuple(line for line in page.text_lines if bottom < _y(line) and _y(line) < grid.box.y0),
                number == 0,
                lines_before if number == 0 else (),
                page_no_before,
            )
        last = grids[-1].box.y0 if grids else float("inf")
        lines_before = tuple(line for line in page.text_lines if _y(line) < last)
        page_no_before = page.page_no


def _is_blank(page: ExtractedPage) -> bool:
    """True if a page prints nothing but its number, as far as it could be read."""
    has_text = any(line.text.strip() and not is_page_number(line.text) for line in page.text_lines)
    return not page.grids and not has_text and page.conservation.status == "holds"


def _y(line: TextLine) -> float:
    return (line.box.y0 + line.box.y1) / 2


def _middle(edge: float) -> float:
    #: A line's box may dip a little below the grid's top rule.
    return edge - 1.0

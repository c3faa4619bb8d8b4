"""Grids into printed tables: which grids are one table.

Belongs here: deciding where a table begins and which grids continue it. A grid with a title of its own begins a table,
unless it repeats the title of the table before it; one without a title continues the table before it if its columns do.
How the cells of the parts become one sheet belongs to ``assembling``.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from pipelines.extraction.model import TextLine
from pipelines.reports.tables.columns_match import (
    columns_continue,
    columns_correspond,
    is_part_of_form,
    same_width,
    shift_between,
    union_of_edges,
)
from pipelines.reports.tables.figures import is_amount
from pipelines.reports.tables.kinds import kind_of_title
from pipelines.reports.tables.regions import PlacedGrid
from pipelines.reports.tables.titles import (
    NO_TITLE,
    Heading,
    Title,
    is_page_number,
    number_alone,
    read_heading,
    same_title,
)
from pipelines.reports.tables.units import UNKNOWN_UNIT, Unit
from pipelines.reports.vocabulary import table_kind
from pipelines.reports.words import comparable

#: A number, a title on up to three lines, and below it the line of the department and the unit.
_MAX_HEADING_LINES = 5
#: A header row of fewer cells is too little to know a table by.
_MIN_HEADER_CELLS = 3
_TOTAL_WORDS = frozenset({"合计", "总计", "部门合计", "单位合计"})


@dataclass(frozen=True, slots=True)
class Part:
    """One grid of a printed table.

    ``edges`` are the columns it shares with the parts it continues (one list for all of them); ``shift`` is how far it lies to
    the right of those, in points.
    """

    placed: PlacedGrid
    heading: Heading
    shift: float
    edges: list[float]


@dataclass(slots=True)
class Draft:
    """A printed table in the making."""

    title: Title
    unit: Unit
    parts: list[Part]
    lines_below: list[TextLine] = field(default_factory=list)

    @property
    def kind_by_title(self) -> str | None:
        """Kind the title names."""
        return kind_of_title(comparable(self.title.text)) if self.title.text else None

    @property
    def last_page_no(self) -> int:
        """Page of the last part so far."""
        return self.parts[-1].placed.page.page_no


def join_grids(grids: Iterable[PlacedGrid]) -> list[Draft]:
    """Return the printed tables in reading order."""
    drafts: list[Draft] = []
    for placed in grids:
        heading = _heading(placed)
        if drafts and _continues(drafts[-1], placed, heading):
            _append(drafts[-1], placed, heading)
        else:
            drafts.append(_draft(placed, heading))
    return drafts


def _heading(placed: PlacedGrid) -> Heading:
    """What stands above a grid; a page that begins with the grid may have left its title at the foot of the page before."""
    heading = read_heading(placed.lines_above, placed.grid)
    before = [line for line in placed.lines_before if line.text.strip() and not is_page_number(line.text)]
    if heading.title.text is not None:
        number = number_alone(before[-1].text) if before and heading.title.printed_no is None else None
        return replace(heading, title=replace(heading.title, printed_no=number)) if number else heading
    carried = read_heading([*before[-_MAX_HEADING_LINES:], *placed.lines_above], placed.grid)
    is_known = carried.title.text is not None and kind_of_title(comparable(carried.title.text)) is not None
    return carried if is_known else heading


def _draft(placed: PlacedGrid, heading: Heading) -> Draft:
    part = Part(placed, heading, 0.0, list(placed.grid.column_edges))
    return Draft(heading.title, heading.unit, [part], list(placed.lines_below))


def _continues(draft: Draft, placed: PlacedGrid, heading: Heading) -> bool:
    is_next_page = placed.is_first_on_page and placed.page_no_before == draft.last_page_no
    is_same_page = placed.page.page_no == draft.last_page_no
    if not (is_next_page or is_same_page):
        return False
    if heading.unit.label and draft.unit.label and heading.unit.label != draft.unit.label:
        return False
    if heading.title is not NO_TITLE and heading.title.text is not None:
        if not same_title(draft.title, heading.title) or is_same_page:
            return False
    elif is_same_page and any(not is_page_number(line.text) for line in placed.lines_above):
        return False
    elif heading.unit.label is not None:
        # A unit line begins a table of its own, even if nobody gave it a title.
        return False
    if is_next_page and is_heading_alone(draft.parts):
        return True
    edges = draft.parts[-1].edges
    if heading.title.text is not None and _goes_on_below_header(draft, placed, heading):
        return True
    if table_kind(draft.kind_by_title).is_form:
        return same_width(edges, placed.grid) or is_part_of_form(edges, placed.grid)
    return (
        columns_continue(edges, placed.grid)
        or _repeats_header(draft, placed, heading)
        or (is_next_page and _goes_on_bare(edges, placed, heading))
    )


def is_heading_alone(parts: Iterable[Part]) -> bool:
    """True if a table has come to no more than its title and unit: a page break cut them off from its columns."""
    return all(part.placed.grid.row_count <= part.heading.head_rows for part in parts)


def _goes_on_bare(edges: Sequence[float], placed: PlacedGrid, heading: Heading) -> bool:
    """True if a page begins with rows of figures, without title or header, over columns that are those of the page before."""
    if any(line.text.strip() and not is_page_number(line.text) for line in placed.lines_above):
        return False
    return any(map(is_amount, _texts(placed, heading))) and columns_correspond(edges, placed.grid)


def _repeats_header(draft: Draft, placed: PlacedGrid, heading: Heading) -> bool:
    """True if a grid prints the table's header again over as many columns, though not quite as wide ones."""
    first = draft.parts[0]
    grid = placed.grid
    if grid.col_count != first.placed.grid.col_count or not same_width(draft.parts[-1].edges, grid):
        return False
    return _has_header_of(first, placed, heading)


def _goes_on_below_header(draft: Draft, placed: PlacedGrid, heading: Heading) -> bool:
    """True if a grid prints the table's title and header again, perhaps over columns of other widths, and no total below them.

    A total there would be that of another unit's table of the same name.
    """
    if placed.grid.col_count != draft.parts[0].placed.grid.col_count or not _has_header_of(
        draft.parts[0], placed, heading
    ):
        return False
    return not any(text in _TOTAL_WORDS for text in _texts(placed, heading, below=1))


def _has_header_of(first: Part, placed: PlacedGrid, heading: Heading) -> bool:
    rows = [_texts(part, skipped) for part, skipped in ((first.placed, first.heading), (placed, heading))]
    return rows[0] == rows[1] and sum(map(bool, rows[0])) >= _MIN_HEADER_CELLS


def _texts(placed: PlacedGrid, heading: Heading, below: int = 0) -> list[str]:
    """The texts of the first row below title rows, or of one further below."""
    rows = list(placed.grid.rows())
    number = heading.head_rows + below
    return [comparable(cell.text) for cell in rows[number]] if number < len(rows) else []


def _append(draft: Draft, placed: PlacedGrid, heading: Heading) -> None:
    edges = draft.parts[-1].edges
    is_form = table_kind(draft.kind_by_title).is_form
    shift = 0.0
    if columns_continue(edges, placed.grid, is_form=is_form):
        shift = shift_between(edges, placed.grid)
        edges[:] = union_of_edges(edges, [edge - shift for edge in placed.grid.column_edges])
    elif is_form and is_part_of_form(edges, placed.grid):
        pass
    elif is_form or len(edges) != len(placed.grid.column_edges):
        # The next form of a table of forms has columns of its own.
        edges = list(placed.grid.column_edges)
    if draft.unit is UNKNOWN_UNIT:
        draft.unit = heading.unit
    draft.parts.append(Part(placed, heading, shift, edges))
    draft.lines_below.extend(placed.lines_below)

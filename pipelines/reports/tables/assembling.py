"""The grids of one printed table into one sheet: columns aligned, rows counted on, cells broken by a page joined.

Belongs here: placing the cells of each part and carrying out the joins. Whether two pieces are one cell is decided in
``broken_rows`` and ``page_breaks``.
"""

from __future__ import annotations

import re
from collections import ChainMap, Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from types import MappingProxyType

from pipelines.extraction.model import Grid
from pipelines.extraction.text import join_lines
from pipelines.reports.tables.broken_rows import is_broken_row, is_cut_figure
from pipelines.reports.tables.columns_match import nearest
from pipelines.reports.tables.cut_heads import rest_printed_again, row_texts
from pipelines.reports.tables.figures import has_digit, is_figure
from pipelines.reports.tables.joining import Draft, Part
from pipelines.reports.tables.page_breaks import PageBreak, is_broken_cell, is_broken_header
from pipelines.reports.tables.sheet import Piece, Sheet, SheetCell
from pipelines.reports.tables.written import Written, names_of
from pipelines.reports.vocabulary import table_kind
from pipelines.reports.words import comparable

#: The header every table of indicators has.
_LEVEL_1 = "一级指标"
#: What stands alone below the name of a table's only column of money.
_HEADS_OF_MONEY = frozenset({"合计", "小计", "总计"})
#: Characters in common that are no accident.
_MIN_PRINTED_TWICE = 3
_MARKS = re.compile(r"\W")
_NO_NAMES: Mapping[str, int] = MappingProxyType({})


def names_in(grids: Iterable[Grid]) -> Counter[str]:
    """The texts of all cells without a digit, as they are compared, and how many cells print each."""
    return Counter(
        comparable(cell.text) for grid in grids for cell in grid.cells if cell.text.strip() and not has_digit(cell.text)
    )


def assemble(draft: Draft, in_document: Mapping[str, int] = _NO_NAMES) -> Sheet:
    """Return the sheet of a printed table's parts; ``in_document`` are the names that any table of its document prints."""
    written = Written()
    row_pages: list[int] = []
    title_rows: set[int] = set()
    repeated_rows: set[int] = set()
    first = draft.parts[0]
    for number, part in enumerate(draft.parts):
        offset = len(row_pages)
        placed = _place(part, offset)
        head_rows = part.heading.head_rows
        title_rows.update(range(offset, offset + head_rows))
        repeated = _repeated_header_rows(first, part, is_form=table_kind(draft.kind_by_title).is_form) if number else 0
        repeated_rows.update(range(offset + head_rows, offset + head_rows + repeated))
        first_body_row = offset + head_rows + repeated
        repeated_rows.update(offset + row for row in rest_printed_again(part, draft.parts[:number]))
        row_pages.extend([part.placed.page.page_no] * part.placed.grid.row_count)
        is_page_break = number > 0 and part.placed.is_first_on_page
        if is_page_break and _join_over_break(
            written, placed, first_body_row, _is_money(draft), len(part.edges) - 1, in_document, has_header=repeated > 0
        ):
            del row_pages[first_body_row]
        written.add(placed)
    col_count = max(len(part.edges) for part in draft.parts) - 1
    return Sheet(len(row_pages), col_count, written.cells, row_pages, title_rows, repeated_rows)


def _is_money(draft: Draft) -> bool:
    return draft.unit.label is not None


def _place(part: Part, offset: int) -> list[SheetCell]:
    grid, edges = part.placed.grid, part.edges
    same_columns = len(grid.column_edges) == len(edges)
    starts = [n if same_columns else nearest(edges, edge - part.shift) for n, edge in enumerate(grid.column_edges)]
    placed: list[SheetCell] = []
    for cell in grid.cells:
        col = starts[cell.col]
        col_span = max(1, starts[cell.col + cell.col_span] - col)
        piece = Piece(cell, grid.page_no, grid.engine, cell.row + offset, col, cell.row_span, col_span)
        placed.append(SheetCell(piece.row, col, cell.row_span, col_span, [piece], cell.text))
    return placed


def _repeated_header_rows(first: Part, part: Part, *, is_form: bool) -> int:
    """Count the rows of a part that print the first part's header again.

    The next form of a table of forms begins with the same captions, and perhaps values, as the first: only a row of column
    headers is a header there.
    """
    ours, theirs = row_texts(part.placed.grid), row_texts(first.placed.grid)
    start, first_start = part.heading.head_rows, first.heading.head_rows
    count = 0
    while start + count < len(ours) and first_start + count < len(theirs):
        row, other = ours[start + count], theirs[first_start + count]
        # A row of figures is no header, of which the page's edge might have cut the end: below 某局 stands 某局本级.
        is_header = not is_form and not any(map(is_figure, row))
        cut = _at_the_end(first.placed.grid, first_start + count) if is_header else set()
        if not _is_same(row, other, cut) or not any(row):
            break
        if sum(map(bool, row)) < min(2, len(row)) and not (count and _heads_one_column(row)):
            break
        count += 1
    if is_form and not any(_LEVEL_1 in row for row in ours[start : start + count]):
        return 0
    return count


def _at_the_end(grid: Grid, row: int) -> set[int]:
    """Which of the cells that begin in a row (the first is 0) reach down to the grid's end, where a page's edge may cut them."""
    cells = (cell for cell in grid.cells if cell.row == row)
    return {number for number, cell in enumerate(cells) if cell.row + cell.row_span == grid.row_count}


def _is_same(row: Sequence[str], other: Sequence[str], cut: Collection[int]) -> bool:
    """True if a row prints what another does; of cells that a page's edge cut (项目支 of 项目支出), what they begin with.

    The code of a department (117) is no beginning of its unit's (117001).
    """
    return len(row) == len(other) and all(
        whole == part or (number in cut and bool(part) and not has_digit(part) and whole.startswith(part))
        for number, (whole, part) in enumerate(zip(row, other, strict=True))
    )


def _heads_one_column(row: Sequence[str]) -> bool:
    """True for a row that prints no more than the number of the one column of money, or 合计 above it, right of all labels."""
    return "".join(row) == "1" or ("".join(row) in _HEADS_OF_MONEY and not row[0])


def _join_over_break(
    written: Written,
    placed: list[SheetCell],
    first_body_row: int,
    is_money: bool,
    col_count: int,
    in_document: Mapping[str, int],
    *,
    has_header: bool,
) -> bool:
    """Join what a page break cut; True if the row on the new page continues the last row and was merged into it."""
    if not written.cells:
        return False
    last_row = written.last_row
    upper = {(cell.col, cell.col_span): cell for cell in written.last}
    lower = [cell for cell in placed if cell.row == first_body_row]
    written.take_out_names(upper.values())
    elsewhere = ChainMap(written.names, names_of(cell for cell in placed if cell.row != first_body_row))
    after = [cell for cell in placed if cell.row > first_body_row]
    page_break = PageBreak(
        list(upper.values()), lower, written.cells, is_money, col_count, elsewhere, in_document, after
    )
    is_one_row, in_header = is_broken_row(page_break), is_broken_header(page_break)
    # Below the header printed again a cell goes on as it does without; its first row counts on from the header's.
    goes_on = first_body_row == last_row + 1 or has_header
    for cell in lower:
        partner = upper.get((cell.col, cell.col_span))
        if partner is None:
            continue
        if is_one_row:
            pieces = [_piece_in_row(piece, last_row) for piece in cell.pieces]
            _merge(partner, cell, pieces, is_figure=is_cut_figure(partner, cell, page_break))
            partner.row_span = last_row - partner.row + cell.row_span
            placed.remove(cell)
        elif goes_on and is_broken_cell(partner, cell, page_break, in_header=in_header):
            _merge(partner, cell, cell.pieces)
            partner.row_span = cell.last_row - partner.row + 1
            placed.remove(cell)
    written.put_back_names(upper.values())
    if is_one_row:
        for cell in placed:
            if cell.row > first_body_row:
                cell.row -= 1
                cell.pieces = [_piece_in_row(piece, piece.row - 1) for piece in cell.pieces]
    return is_one_row


def _merge(upper: SheetCell, lower: SheetCell, pieces: list[Piece], *, is_figure: bool = False) -> None:
    upper.text = join_lines([_without_line_printed_twice(upper.text, lower.text), lower.text], [is_figure])
    upper.pieces.extend(pieces)


def _without_line_printed_twice(upper: str, lower: str) -> str:
    """The upper text without its end, if the lower begins with it: a line cut through by the page's edge is printed on both pages.

    Marks (、) are lost on one of them.
    """
    begins = _MARKS.sub("", lower)
    for start in range(len(upper)):
        end = _MARKS.sub("", upper[start:])
        if len(end) < _MIN_PRINTED_TWICE:
            break
        if begins.startswith(end):
            return upper[:start]
    return upper


def _piece_in_row(piece: Piece, row: int) -> Piece:
    return Piece(piece.cell, piece.page_no, piece.engine, row, piece.col, piece.row_span, piece.col_span)

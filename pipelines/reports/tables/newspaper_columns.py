"""One list that a table prints in two or more columns side by side, as a newspaper prints its text.

Belongs here: telling such a list from halves that are lists of their own, and numbering its rows and columns as if it were printed in one
column. 公用经费 over 科目编码|科目名称|决算数|科目编码|科目名称|决算数 is one list, whose total reaches below both columns.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from pipelines.reports.tables.column import Column
from pipelines.reports.tables.headers import Header
from pipelines.reports.tables.reading import RowReading
from pipelines.reports.tables.sheet import Sheet


def lists_of(
    sheet: Sheet, header: Header, columns: Sequence[Column], *, may_go_on: bool
) -> list[list[tuple[Column, ...]]]:
    """Return the halves of a table, those that go on with the half before in one list with it.

    A half goes on if its columns have the very headers of the half before, and a header stands over both. Columns of a half that goes
    on are counted (``list_col``) as those it goes on with.
    """
    halves = [
        tuple(column for column in columns if column.block_no == block_no)
        for block_no in sorted({column.block_no for column in columns})
    ]
    lists: list[list[tuple[Column, ...]]] = []
    for half in halves:
        first = lists[-1][0] if lists else ()
        if may_go_on and first and _looks_alike(first, half) and _has_one_header(sheet, header, lists[-1][-1], half):
            half = tuple(replace(mine, list_col=theirs.col) for mine, theirs in zip(half, first, strict=True))
            lists[-1].append(half)
        else:
            lists.append([half])
    return lists


def reaches_on(sheet: Sheet, row: int, half: Sequence[Column], following: Sequence[Column]) -> bool:
    """True if a row's name begins in one half and reaches into the next, where its figures stand (公用经费合计)."""
    cells = [cell for column in half if (cell := sheet.at(row, column.col)) is not None and cell.text.strip()]
    return any(cell.col + cell.col_span > following[0].col for cell in cells)


def number_on(row: RowReading, number: int, first_block_no: int, row_count: int) -> None:
    """Number a row of the list's column ``number`` (0 is the first) after all rows of the columns before."""
    row.list_block_no = first_block_no
    row.rows_before = number * row_count


def _looks_alike(first: Sequence[Column], half: Sequence[Column]) -> bool:
    def shape(column: Column) -> tuple[object, ...]:
        return column.path, column.field_key, column.measure_key, column.value_type, column.amount_year, column.along

    return any(column.value_type == "money" for column in half) and list(map(shape, first)) == list(map(shape, half))


def _has_one_header(sheet: Sheet, header: Header, half: Sequence[Column], following: Sequence[Column]) -> bool:
    """True if a header cell stands over the last column of one half and the first of the next."""
    for row in header.rows:
        cell = sheet.at(row, half[-1].col)
        if cell is not None and cell.text.strip() and cell is sheet.at(row, following[0].col):
            return cell.col <= half[0].col
    return False

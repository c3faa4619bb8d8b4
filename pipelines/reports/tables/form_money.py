"""The block of amounts in a form (部门总体资金情况, 项目资金情况).

Belongs here: its extent, its own header and its rows, recognised by their labels. What a label or header means stands in the
seeds ``row_labels`` and ``header_words``.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from pipelines.reports.coordinates.things import measure_of_thing
from pipelines.reports.tables.columns import Column, unit_of, value_type_of, year_of
from pipelines.reports.tables.figures import MARKERS, has_digit, is_figure
from pipelines.reports.tables.form_captions import read_caption
from pipelines.reports.tables.header_meaning import find_word
from pipelines.reports.tables.labels import known_labels
from pipelines.reports.tables.reading import Reading, RowReading
from pipelines.reports.tables.sheet import Sheet, SheetCell
from pipelines.reports.tables.units import Unit, unit_in_brackets

_MIN_HEADER_CELLS = 3


@dataclass(frozen=True, slots=True)
class MoneyBlock:
    """Rows beside a caption; ``header_rows`` name the columns, the others print amounts."""

    caption: SheetCell
    rows: range
    header_rows: frozenset[int]
    unit: Unit | None

    @property
    def first_col(self) -> int:
        """First column to the right of the caption."""
        return self.caption.last_col + 1


def find_money_blocks(sheet: Sheet, kind: str) -> list[MoneyBlock]:
    """Return the blocks of amounts of every form in a sheet."""
    blocks: list[MoneyBlock] = []
    taken: set[int] = set()
    for cell in sheet.cells:
        caption = read_caption(cell.text, kind)
        if caption is None or caption.part != "money_block" or cell.row in taken:
            continue
        rows = range(cell.row, cell.last_row + 1)
        taken.update(rows)
        header = frozenset(row for row in rows if _is_header_row(sheet, row, cell, kind))
        label = unit_in_brackets(cell.text)
        blocks.append(MoneyBlock(cell, rows, header, Unit(label, "cell") if label else None))
    return blocks


def read_money_row(
    sheet: Sheet, row: int, block: MoneyBlock, kind: str, fiscal_year: int | None, found: RowReading, reading: Reading
) -> None:
    """Read one row of a block: its labels, and a line for each place that holds or could hold an amount."""
    if block.caption.row == row:
        reading.roles[id(block.caption)] = "header"
    cells = [cell for cell in sheet.covering(row) if cell.col >= block.first_col]
    own = [cell for cell in cells if cell.row == row]
    if row in block.header_rows:
        _mark(own, reading)
        return
    group = next((cell for cell in cells if _is_group(cell, kind)), None)
    key = read_caption(group.text, kind) if group else None
    found.side = key.key if key and key.key in ("revenue", "expenditure") else None
    label = next((cell for cell in reversed(cells) if cell.row == row and _is_label(cell) and cell is not group), None)
    _name(found, label, kind)
    reading.add_row(found)
    path = [cell.text for cell in (block.caption, group, label) if cell]
    label_col = label.last_col if label else block.first_col - 1
    for cell in own:
        if cell is group:
            reading.roles[id(cell)] = "header"
        elif cell is label or (cell.text.strip() and not _may_be_figure(cell)):
            reading.add_label(found, cell, "funding_item" if cell is label else None, block.caption.text)
        elif cell.col > label_col:
            reading.add_line(found, cell, _column(sheet, cell, block, path, kind, fiscal_year))


def _name(found: RowReading, label: SheetCell | None, kind: str) -> None:
    found.row_kind, found.level_no = "line", 1
    if label is None:
        return
    found.label_printed = label.text
    known = next(iter(known_labels(label.text, kind, found.side)), None)
    if known:
        found.row_key, found.row_kind = known.key, known.row_kind
        found.level_no = 0 if known.row_kind == "total" else 1
    found.block_no = 2 if found.side == "expenditure" else 1


def _column(
    sheet: Sheet, cell: SheetCell, block: MoneyBlock, row_path: list[str], kind: str, fiscal_year: int | None
) -> Column:
    path: list[str] = []
    for row in sorted(block.header_rows):
        head = sheet.at(row, cell.col)
        if head and head.text.strip() and head.text not in path:
            path.append(head.text)
    path = path or row_path
    word = find_word(path, kind, ("measure",))
    measure = word.key if word else measure_of_thing(tuple(path), kind)
    return Column(
        cell.col,
        "/".join(path),
        measure,
        None,
        value_type_of(measure, path),
        year_of(path, fiscal_year),
        unit_of(path) or block.unit,
        is_one_column=False,
    )


def _is_header_row(sheet: Sheet, row: int, caption: SheetCell, kind: str) -> bool:
    cells = [cell for cell in sheet.covering(row) if cell.col > caption.last_col]
    begun = [cell for cell in cells if cell.row == row]
    own = [cell for cell in begun if cell.text.strip()]
    if any(is_figure(cell.text) for cell in own):
        return False
    if len(own) >= _MIN_HEADER_CELLS and len(begun) <= len(own) + 1:
        # 财政拨款 and 项目支出 name rows elsewhere; side by side, with no place for amounts, they name columns.
        return True
    return not any(known_labels(cell.text, kind, None) for cell in own)


def _is_group(cell: SheetCell, kind: str) -> bool:
    caption = read_caption(cell.text, kind)
    return caption is not None and caption.part == "money_group"


def _is_label(cell: SheetCell) -> bool:
    return bool(cell.text.strip()) and not _may_be_figure(cell)


def _may_be_figure(cell: SheetCell) -> bool:
    text = cell.text.strip()
    return is_figure(text) or text in MARKERS or (has_digit(text) and len(text) < 12 and text[:1].isdigit())


def _mark(cells: Iterable[SheetCell], reading: Reading) -> None:
    for cell in cells:
        if cell.text.strip():
            reading.roles[id(cell)] = "header"

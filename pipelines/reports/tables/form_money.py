"""The block of amounts in a form (部门总体资金情况, 项目资金情况).

Belongs here: its extent, its own header and its rows, recognised by their labels. What a label or header means stands in the
seeds ``row_labels`` and ``header_words``.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from pipelines.reports.coordinates.funding import measure_of_funding
from pipelines.reports.coordinates.things import measure_of_thing
from pipelines.reports.tables.column import Column
from pipelines.reports.tables.column_years import year_of
from pipelines.reports.tables.columns import unit_of
from pipelines.reports.tables.figures import MARKERS, has_digit, is_figure
from pipelines.reports.tables.form_captions import read_caption
from pipelines.reports.tables.header_meaning import find_word, measure_of_word
from pipelines.reports.tables.labels import known_labels
from pipelines.reports.tables.reading import Reading, RowReading
from pipelines.reports.tables.sheet import Sheet, SheetCell
from pipelines.reports.tables.units import Unit, unit_in_brackets
from pipelines.reports.tables.value_types import value_type_of
from pipelines.reports.words import comparable

_MIN_HEADER_CELLS = 3
#: Some part of the money of a project; which one the row says.
_PART_OF_FUNDING = "project_funding"
#: What the last row of a list is called that sums the others.
_SUMS_OF_LISTS = frozenset({"金额合计", "合计", "总计"})


@dataclass(frozen=True, slots=True)
class MoneyBlock:
    """Rows beside a caption; ``header_rows`` name the columns, the others print amounts."""

    caption: SheetCell
    rows: range
    header_rows: frozenset[int]
    unit: Unit | None
    #: True for a list of things that cost money, which its first column names; else a row's last words name its amounts.
    is_list: bool = False

    @property
    def first_col(self) -> int:
        """First column to the right of the caption."""
        return self.caption.last_col + 1


def find_money_blocks(sheet: Sheet, kind: str) -> list[MoneyBlock]:
    """Return the blocks of amounts of every form in a sheet."""
    blocks: list[MoneyBlock] = []
    taken: set[int] = set()
    first_col = min((cell.col for cell in sheet.cells), default=0)
    for cell in sheet.cells:
        caption = read_caption(cell.text, kind)
        # A caption nobody knows is one by its place: at the left, beside several rows.
        is_beside_rows = cell.col == first_col and cell.last_row > cell.row and bool(cell.text.strip())
        part = caption.part if caption else "field" if is_beside_rows else None
        if part not in ("money_block", "field") or cell.row in taken:
            continue
        rows = range(cell.row, cell.last_row + 1)
        header = frozenset(row for row in rows if _is_header_row(sheet, row, cell, kind))
        label = unit_in_brackets(cell.text)
        block = MoneyBlock(cell, rows, header, Unit(label, "cell") if label else None, part == "field")
        if block.is_list and not (_is_one_list(sheet, block) and _prints_money(sheet, block, kind)):
            continue
        taken.update(rows)
        blocks.append(block)
    return blocks


def _is_one_list(sheet: Sheet, block: MoneyBlock) -> bool:
    """True if a block's headers stand above all its rows, and a row's amounts side by side, so that its first words name them all.

    支出 | 预算金额 | 收入 | 预算金额 are two lists, and a header in the middle begins another.
    """
    if block.header_rows != frozenset(block.rows[: len(block.header_rows)]):
        return False
    for row in block.rows[len(block.header_rows) :]:
        cells = [cell for cell in sheet.starting_in(row) if cell.col >= block.first_col and cell.text.strip()]
        figures = [number for number, cell in enumerate(cells) if is_figure(cell.text)]
        if figures and figures[-1] - figures[0] >= len(figures):
            return False
    return True


def _prints_money(sheet: Sheet, block: MoneyBlock, kind: str) -> bool:
    """True for a list beside a caption (年度主要任务: 任务名称 | 主要内容 | 预算金额) whose headers say that its figures are money."""
    figures = [
        cell
        for row in block.rows
        if row not in block.header_rows
        for cell in sheet.starting_in(row)
        if cell.col >= block.first_col and is_figure(cell.text)
    ]
    return bool(figures and block.header_rows) and all(
        _column(sheet, cell, block, [], kind, None).measure_key for cell in figures
    )


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
    label = _label_of(row, [cell for cell in cells if cell is not group], block)
    _name(found, label, kind)
    reading.add_row(found)
    path = [cell.text for cell in (block.caption, group, label) if cell]
    label_col = label.last_col if label else block.first_col - 1
    for cell in own:
        if cell is group:
            reading.roles[id(cell)] = "header"
        elif cell is label or (cell.text.strip() and not (is_figure if block.is_list else _may_be_figure)(cell.text)):
            reading.add_label(found, cell, "funding_item" if cell is label else None, block.caption.text)
        elif cell.col > label_col:
            column = _column(sheet, cell, block, path, kind, fiscal_year)
            reading.add_line(
                found, cell, column if _says_which_part(column, found) else replace(column, measure_key=None)
            )


def _says_which_part(column: Column, row: RowReading) -> bool:
    """False for a part of a project's funding of which neither header nor row says from where it comes."""
    return column.measure_key != _PART_OF_FUNDING or row.row_key is not None


def _label_of(row: int, cells: Sequence[SheetCell], block: MoneyBlock) -> SheetCell | None:
    """What names a row's amounts: the last words before them; in a list the first (1.监督检查 | what it is for | amounts)."""
    own = [cell for cell in cells if cell.row == row and cell.text.strip()]
    if block.is_list:
        return next((cell for cell in own if not is_figure(cell.text)), None)
    return next((cell for cell in reversed(own) if _is_label(cell)), None)


def _name(found: RowReading, label: SheetCell | None, kind: str) -> None:
    found.row_kind, found.level_no = "line", 1
    if label is None:
        return
    found.label_printed = label.text
    known = next(iter(known_labels(label.text, kind, found.side)), None)
    if known:
        found.row_key, found.row_kind = known.key, known.row_kind
        found.level_no = 0 if known.row_kind == "total" else 1
    elif comparable(label.text) in _SUMS_OF_LISTS:
        found.row_kind, found.level_no = "total", 0
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
    measure = (
        measure_of_word(word, path, kind)
        if word
        else measure_of_thing(tuple(path), kind) or measure_of_funding(tuple(path), kind)
    )
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
    return bool(cell.text.strip()) and not _may_be_figure(cell.text)


def _may_be_figure(printed: str) -> bool:
    text = printed.strip()
    return is_figure(text) or text in MARKERS or (has_digit(text) and len(text) < 12 and text[:1].isdigit())


def _mark(cells: Iterable[SheetCell], reading: Reading) -> None:
    for cell in cells:
        if cell.text.strip():
            reading.roles[id(cell)] = "header"

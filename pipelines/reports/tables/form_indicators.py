"""Performance indicators: the tables of 一级指标 | 二级指标 | 指标名称 | 指标值 in forms, and tables that are nothing else.

Belongs here: which columns of such a block say what, and the indicator of each row. Values stay text: ≥90% is no amount.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from pipelines.reports.tables.column import Column
from pipelines.reports.tables.form_captions import read_caption
from pipelines.reports.tables.reading import Reading, RowReading
from pipelines.reports.tables.sheet import Sheet, SheetCell

_YEAR = re.compile(r"(20\d{2})")
_ENDS_BLOCK = frozenset({"field", "money_block", "goals_block", "goal", "indicator_block"})


@dataclass(frozen=True, slots=True)
class Goal:
    """The goal an indicator measures."""

    scope: str
    number: int | None
    text: str | None
    project_name: str | None = None


@dataclass(frozen=True, slots=True)
class IndicatorColumn:
    """A column of a block: its key in seed form_fields, the year of a prior value, its header as printed."""

    key: str
    year: int | None
    path: str


@dataclass(frozen=True, slots=True)
class IndicatorBlock:
    """Header and body rows of one table of indicators inside a form; ``scope`` as its caption says, if it does."""

    header_rows: range
    rows: range
    first_col: int
    columns: dict[int, IndicatorColumn]
    scope: str | None


def find_indicator_blocks(sheet: Sheet, kind: str) -> list[IndicatorBlock]:
    """Return every table of indicators in a sheet of forms."""
    heads = [cell for cell in sheet.cells if _key(cell.text, kind) == "indicator_level_1"]
    blocks: list[IndicatorBlock] = []
    for cell in heads:
        header_rows = range(cell.row, cell.last_row + 1)
        end = _block_end(sheet, cell, kind)
        columns = {
            col: column
            for col in range(cell.col, sheet.col_count)
            if (column := _column(sheet, header_rows, col, kind))
        }
        blocks.append(IndicatorBlock(header_rows, range(cell.row, end), cell.col, columns, _scope(sheet, cell, kind)))
    return blocks


def read_indicator_row(
    sheet: Sheet,
    row: int,
    block: IndicatorBlock,
    goal: Goal,
    fiscal_year: int | None,
    found: RowReading,
    reading: Reading,
) -> None:
    """Read one row of a block: labels for its cells, and its indicator."""
    own = [cell for cell in sheet.starting_in(row) if cell.col >= block.first_col and cell.text.strip()]
    if row in block.header_rows:
        for head_cell in own:
            reading.roles[id(head_cell)] = "header"
        return
    if not own:
        return
    reading.add_row(found)
    texts: dict[str, str] = {}
    cells: dict[str, SheetCell] = {}
    for col, column in block.columns.items():
        cell = sheet.at(row, col)
        key = _value_key(column, fiscal_year)
        if cell and cell.text.strip() and key not in texts:
            texts[key], cells[key] = cell.text, cell
    for printed in own:
        head = block.columns.get(printed.col)
        reading.add_label(found, printed, head.key if head else None, head.path if head else "")
    _add(found, texts, cells, goal, row, reading)


def read_indicator_columns(
    sheet: Sheet, columns: Sequence[Column], rows: Sequence[RowReading], kind: str, reading: Reading
) -> None:
    """Add the indicators of a table whose every row is one (项目名称 | … | 一级指标 | … | 指标值)."""
    by_col = {column.col: column.field_key for column in columns if column.field_key}
    for row in rows:
        texts: dict[str, str] = {}
        cells: dict[str, SheetCell] = {}
        for col, key in by_col.items():
            cell = sheet.at(row.row, col)
            if cell and cell.text.strip():
                texts.setdefault(key, cell.text)
                cells.setdefault(key, cell)
        scope = "project" if kind == "project_performance_targets" else "annual"
        _add(
            row,
            texts,
            cells,
            Goal(scope, None, texts.get("performance_goal"), texts.get("project_name")),
            row.row,
            reading,
        )


def _add(
    found: RowReading, texts: dict[str, str], cells: dict[str, SheetCell], goal: Goal, row: int, reading: Reading
) -> None:
    name = texts.get("indicator_name")
    if not name or cells["indicator_name"].row != row:
        return
    target = "".join(texts.get(key, "") for key in ("indicator_operator", "indicator_target", "indicator_unit"))
    reading.add_indicator(
        found,
        cells.get("indicator_target", cells["indicator_name"]),
        {
            "goal_scope": goal.scope,
            "goal_no": goal.number,
            "goal_text": goal.text,
            "project_name": goal.project_name,
            "level1_name": texts.get("indicator_level_1"),
            "level2_name": texts.get("indicator_level_2"),
            "indicator_name": name,
            "target_value_text": target or None,
            "prior_year_value_text": texts.get("prior_year"),
            "prior_2_year_value_text": texts.get("prior_2_year"),
            "standard_text": texts.get("indicator_standard"),
        },
    )


def _value_key(column: IndicatorColumn, fiscal_year: int | None) -> str:
    if column.key != "indicator_prior":
        return column.key
    if fiscal_year and column.year:
        return {1: "prior_year", 2: "prior_2_year"}.get(fiscal_year - column.year, column.key)
    return column.key


def _key(text: str, kind: str) -> str | None:
    caption = read_caption(text, kind)
    return caption.key if caption and caption.part == "indicator_column" else None


def _column(sheet: Sheet, header_rows: range, col: int, kind: str) -> IndicatorColumn | None:
    path: list[str] = []
    for row in header_rows:
        cell = sheet.at(row, col)
        if cell and cell.text.strip() and cell.text not in path:
            path.append(cell.text)
    key = next((key for text in reversed(path) if (key := _key(text, kind))), None)
    if key is None:
        return None
    year = _YEAR.search(path[-1])
    return IndicatorColumn(key, int(year[1]) if year else None, "/".join(path))


def _block_end(sheet: Sheet, head: SheetCell, kind: str) -> int:
    for row in range(head.last_row + 1, sheet.row_count):
        for cell in sheet.starting_in(row):
            if not cell.text.strip():
                continue
            caption = read_caption(cell.text, kind)
            if cell.col < head.col and caption and caption.part in _ENDS_BLOCK:
                return row
            if caption and caption.key == "indicator_level_1":
                return row
            break
    return sheet.row_count


def _scope(sheet: Sheet, head: SheetCell, kind: str) -> str | None:
    for col in range(head.col - 1, -1, -1):
        caption = read_caption(sheet.text_at(head.row, col), kind)
        if caption and caption.part == "indicator_block":
            return caption.key
    return None

"""Forms: tables of captions and values (整体支出绩效目标表, 项目支出绩效目标表).

Belongs here: cutting a table into forms and blocks, and pairs of caption and value. The block of amounts is ``form_money``, the
tables of indicators ``form_indicators``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from pipelines.reports.tables.codes import split_code_and_name
from pipelines.reports.tables.form_captions import Caption, read_caption
from pipelines.reports.tables.form_indicators import Goal, IndicatorBlock, find_indicator_blocks, read_indicator_row
from pipelines.reports.tables.form_money import find_money_blocks, read_money_row
from pipelines.reports.tables.reading import Reading, RowReading
from pipelines.reports.tables.sheet import Sheet, SheetCell
from pipelines.reports.tables.unit_names import is_surely_unit_name

_PAIR_PARTS = frozenset({"field", "goal", "goals_column", "goals_block", "indicator_block"})
_PROJECT_KIND = "project_performance_targets"
#: What stands between names.
_SEVERAL = re.compile(r"[、，,;；/]")


@dataclass(slots=True)
class _Form:
    """One form of the table: the facts its rows share."""

    form_no: int
    facts: dict[str, str] = field(default_factory=dict)
    goals: dict[tuple[str, int | None], str] = field(default_factory=dict)


def read_forms(sheet: Sheet, kind: str, fiscal_year: int | None, reading: Reading) -> list[int]:
    """Read every form of a sheet into ``reading``; returns the form number of each row."""
    money = {row: block for block in find_money_blocks(sheet, kind) for row in block.rows}
    indicators = {row: block for block in find_indicator_blocks(sheet, kind) for row in block.rows}
    form_of_row = _form_numbers(sheet, kind)
    forms = {number: _Form(number) for number in form_of_row}
    for row in range(sheet.row_count):
        _collect_facts(sheet, row, kind, forms[form_of_row[row]])
    goal: Goal | None = None
    for row in range(sheet.row_count):
        if row in sheet.title_rows:
            continue
        form = forms[form_of_row[row]]
        found = RowReading(row, sheet.row_pages[row], form_no=form.form_no, row_kind="note", facts=dict(form.facts))
        found.facts["no_code_reason"] = "row of a form"
        if row in money:
            read_money_row(sheet, row, money[row], kind, fiscal_year, found, reading)
        elif row in indicators:
            block = indicators[row]
            _read_captions(sheet, row, kind, reading, before_col=block.first_col)
            read_indicator_row(sheet, row, block, _goal_for(block, goal, form, kind), fiscal_year, found, reading)
        else:
            goal = _read_pairs(sheet, row, kind, found, reading) or goal
    return form_of_row


def _form_numbers(sheet: Sheet, kind: str) -> list[int]:
    """A table of project forms begins a new form wherever the caption that opened the first one comes back."""
    numbers: list[int] = []
    opening: str | None = None
    form_no = 1
    for row in range(sheet.row_count):
        caption = _first_caption(sheet, row, kind)
        if caption and caption.part == "field" and kind == _PROJECT_KIND:
            if opening is None:
                opening = caption.key
            elif caption.key == opening:
                form_no += 1
        numbers.append(form_no)
    return numbers


def _first_caption(sheet: Sheet, row: int, kind: str) -> Caption | None:
    first = next((cell for cell in sheet.starting_in(row) if cell.text.strip()), None)
    return read_caption(first.text, kind) if first else None


def _collect_facts(sheet: Sheet, row: int, kind: str, form: _Form) -> None:
    pending: Caption | None = None
    for cell in sheet.starting_in(row):
        caption = read_caption(cell.text, kind)
        if caption:
            pending = caption
        elif pending and cell.text.strip():
            if pending.key == "project_name" and kind == _PROJECT_KIND:
                form.facts.setdefault("project_name_printed", cell.text)
            if pending.key == "implementing_unit" and kind == _PROJECT_KIND:
                _put_unit(form, cell.text)
            if pending.key in ("project_goal", "annual_goal"):
                form.goals.setdefault((pending.key, pending.number), cell.text)
            pending = None


def _put_unit(form: _Form, text: str) -> None:
    """The budget unit that carries the project out; a division of the department, several units or others are none."""
    code, name = split_code_and_name(text) or (None, text)
    if "unit_name_printed" not in form.facts and is_surely_unit_name(name) and not _SEVERAL.search(name):
        form.facts.update({"unit_name_printed": name} | ({"unit_code": code} if code else {}))


def _goal_for(block: IndicatorBlock, goal: Goal | None, form: _Form, kind: str) -> Goal:
    if kind == _PROJECT_KIND:
        text = form.goals.get(("annual_goal", None)) or form.goals.get(("project_goal", None))
        return Goal("project", None, text, form.facts.get("project_name_printed"))
    scope = block.scope or (goal.scope if goal else "annual")
    return Goal(scope, goal.number, goal.text) if goal and goal.scope == scope else Goal(scope, None, None)


def _read_pairs(sheet: Sheet, row: int, kind: str, found: RowReading, reading: Reading) -> Goal | None:
    """Read captions and the values beside (or, in a block of goals, below) them; returns the goal the row states."""
    pending: tuple[Caption, str] | None = None
    last_path = ""
    goal: Goal | None = None
    printed = [cell for cell in sheet.starting_in(row) if cell.text.strip()]
    values: list[tuple[SheetCell, Caption | None, str]] = []
    for cell in printed:
        caption = read_caption(cell.text, kind)
        if caption:
            reading.roles[id(cell)] = "header"
            last_path = cell.text
            pending = (caption, cell.text) if caption.part in _PAIR_PARTS else None
            continue
        above = _column_caption(sheet, row, cell, kind)
        known = (above[0] if above else None) or (pending[0] if pending else None)
        values.append((cell, known, above[1] if above else last_path))
        if pending and pending[0].part == "goal":
            scope = "long_term" if pending[0].key == "long_term_goal" else "annual"
            goal = Goal(scope, pending[0].number, cell.text)
        pending = None
    if values:
        found.label_printed = last_path or None
        reading.add_row(found)
    for cell, known, path in values:
        reading.add_label(found, cell, known.key if known else None, path)
    return goal


def _column_caption(sheet: Sheet, row: int, cell: SheetCell, kind: str) -> tuple[Caption, str] | None:
    above = sheet.at(row - 1, cell.col) if row else None
    caption = read_caption(above.text, kind) if above else None
    return (caption, above.text) if above and caption and caption.part == "goals_column" else None


def _read_captions(sheet: Sheet, row: int, kind: str, reading: Reading, before_col: int) -> None:
    for cell in sheet.starting_in(row):
        if cell.col < before_col and cell.text.strip():
            reading.roles[id(cell)] = "header"

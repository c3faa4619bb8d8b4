"""The body of an ordinary table: rows with their labels, codes and figures.

Belongs here: going through body rows, halves and cells. What a row names is ``row_names``, its place in the hierarchy is
``levels``, forms are ``forms``.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from decimal import Decimal

from pipelines.reports.tables.classification import (
    CodeMemory,
    is_part_word,
)
from pipelines.reports.tables.code_places import settle_classes, settle_codes
from pipelines.reports.tables.column import Column, without_money
from pipelines.reports.tables.counted_rows import counted_rows, is_of_things
from pipelines.reports.tables.dated_rows import name_dated_rows, place_dated_rows
from pipelines.reports.tables.figures import MARKERS, has_digit, is_figure, read_figure
from pipelines.reports.tables.headers import Header
from pipelines.reports.tables.heads import name_units, tell_units_by_code
from pipelines.reports.tables.labels import settle_labels
from pipelines.reports.tables.levels import set_levels
from pipelines.reports.tables.measured_items import measured_by_row, prints_items_as_rows
from pipelines.reports.tables.named_projects import tell_named_projects
from pipelines.reports.tables.newspaper_columns import lists_of, number_on, reaches_on
from pipelines.reports.tables.placing import (
    hand_down,
    name_only_subtotal,
    place_below_head,
    place_parts_that_are_all,
    place_rows,
)
from pipelines.reports.tables.project_classes import drop_project_classes, drop_units
from pipelines.reports.tables.project_heads import place_project_heads
from pipelines.reports.tables.reading import OCR_FLAG_BELOW, Reading, RowReading
from pipelines.reports.tables.row_names import TOTAL_WORDS, is_mere_code, name_row, own_text
from pipelines.reports.tables.row_stages import of_its_row, stages_of_rows
from pipelines.reports.tables.sheet import Sheet, SheetCell
from pipelines.reports.tables.step_names import hand_down_steps
from pipelines.reports.tables.unit_blocks import place_lone_rows, tell_units_by_blanks, tell_units_by_blocks
from pipelines.reports.vocabulary import economic_names, function_names, table_kind
from pipelines.reports.words import comparable, split_numbering

#: Fields that name the rows of a table, beside the unit they are of.
_ROW_NAMES = frozenset(
    {
        "item_name",
        "name",
        "function",
        "economic",
        "project_name",
        "procurement_item",
        "procurement_category",
        "service_content",
        "asset_name",
        "unit_name",
        "code",
    }
)
#: So many headers in a row are no accident.
_LEAST_HEADERS = 2
#: So many numbers in order number columns; what stands beside them above columns without a number.
_LEAST_NUMBERS = 3
_NOT_NUMBERED = frozenset({"栏次", "**", "*"})
_CODE_FIELDS = frozenset(
    {
        "code",
        "code_class",
        "code_subclass",
        "code_item",
        "function",
        "economic",
        "unit_code",
        "project_code",
        "procurement_item",
    }
)


def read_body(
    sheet: Sheet, header: Header, columns: Sequence[Column], kind: str | None, reading: Reading
) -> list[Column]:
    """Read every body row of a sheet into ``reading``; returns the columns, those that go on with others told so."""
    reading.has_blocks = max((column.block_no for column in columns), default=1) > 1
    skipped = sheet.title_rows | sheet.repeated_rows | set(header.rows)
    rows = [row for row in range(sheet.row_count) if row not in skipped and not _repeats_header(sheet, row, header)]
    traits = table_kind(kind)
    lists = lists_of(sheet, header, columns, may_go_on=not traits.is_form and not traits.is_two_sided)
    for halves in lists:
        _read_list(sheet, rows, [_with_names(sheet, rows, half, kind) for half in halves], kind, reading)
    return [column for halves in lists for half in halves for column in half]


def _repeats_header(sheet: Sheet, row: int, header: Header) -> bool:
    """True for a row that prints headers again, each above its own column: a later page begins with them."""
    printed = [cell for cell in sheet.starting_in(row) if cell.text.strip()]
    if _numbers_columns([cell.text for cell in printed]):
        return True
    return len(printed) >= _LEAST_HEADERS and all(
        any(comparable(cell.text) == comparable(segment) for segment in header.paths[cell.col]) for cell in printed
    )


def _numbers_columns(texts: Sequence[str]) -> bool:
    """True for 栏次 1 2 3 and ** ** 1 2 3: the numbers of the columns, below a header that a page break cut."""
    words = [comparable(text) for text in texts]
    numbers = [word for word in words if word.isdecimal()]
    is_counted = numbers == [str(number) for number in range(1, len(numbers) + 1)]
    return len(numbers) >= _LEAST_NUMBERS and is_counted and all(w.isdecimal() or w in _NOT_NUMBERED for w in words)


def _with_names(sheet: Sheet, rows: Sequence[int], block: Sequence[Column], kind: str | None) -> list[Column]:
    """The columns of a half; where none is known to name its rows, the first that holds words and no figures does (科目, 事项 …)."""
    if kind is None or table_kind(kind).is_form or any(column.field_key in _ROW_NAMES for column in block):
        return list(block)
    for column in block:
        if column.field_key is not None or column.measure_key is not None:
            continue
        texts = [text for row in rows if (text := own_text(sheet, row, column))]
        if texts and not any(map(is_figure, texts)) and 2 * len(texts) > len(rows):
            return [replace(each, field_key="name") if each is column else each for each in block]
    return list(block)


def _read_list(
    sheet: Sheet, rows: Sequence[int], halves: Sequence[Sequence[Column]], kind: str | None, reading: Reading
) -> None:
    """Read one list: a half of the table, or several that go on with each other."""
    memory = CodeMemory()
    read: list[RowReading] = []
    half_of: dict[int, Sequence[Column]] = {}
    for number, half in enumerate(halves):
        second_names = frozenset(column.col for column in half if _is_second_name(column, half))
        following = halves[number + 1] if number + 1 < len(halves) else None
        for row in rows:
            # A row's number alone says nothing of this half: the other one goes on.
            if not any(own_text(sheet, row, column) for column in half if column.field_key != "sequence_no"):
                continue
            if following and reaches_on(sheet, row, half, following):
                continue
            reading_row = _read_row(sheet, row, half, second_names, kind, memory, is_first=not read)
            if len(halves) > 1:
                number_on(reading_row, number, halves[0][0].block_no, sheet.row_count)
            half_of[id(reading_row)] = half
            read.append(reading_row)
    block = halves[0]
    _tell_parts(read)
    dated = name_dated_rows(read)
    settle_labels(read, kind)
    tell_units_by_code(read)
    if not table_kind(kind).is_form and not table_kind(kind).is_two_sided:
        tell_named_projects(read)
    if kind is not None or any(row.texts for row in read):
        amounts = [_amounts(sheet, row, half_of[id(row)]) for row in read]
        if not table_kind(kind).is_form and not table_kind(kind).is_two_sided:
            name_only_subtotal(read)
            tell_units_by_blocks(read, amounts)
        if table_kind(kind).is_form and not any(column.field_key == "indicator_name" for column in block):
            tell_units_by_blanks(read, amounts)
        has_steps = set_levels(read, kind, amounts)
        traits = table_kind(kind)
        choice, forms = None, [read]
        if dated:
            forms = place_dated_rows(read, amounts, dated, place_rows)
        elif not traits.is_form or not any(column.field_key == "indicator_name" for column in block):
            # A list of projects, one a row, has units above them and a total like any other table.
            choice = place_rows(read, amounts, is_two_sided=traits.is_two_sided)
            if traits.has_item_rows and kind is not None:
                place_parts_that_are_all(read, amounts, kind)
        else:
            place_below_head(read, amounts)
        name_units(read, {column.col: column.path for column in block})
        if choice:
            place_lone_rows(read, amounts)
            place_project_heads(read, amounts)
        if choice and choice.basis != "words":
            settle_codes(read)
        if traits.is_two_sided:
            settle_classes(read)
        for form in forms:
            hand_down(form)
        if has_steps:
            hand_down_steps(read)
        if table_kind(kind).is_printed_as("project_expenditure"):
            drop_project_classes(read)
        drop_units(read)
    # 复印机（台） in a list of purchases, 农村危房改造（户） in one of projects are names: what stands there is their money.
    blocks = {row.block_no for row in read} if kind is None or table_kind(kind).has_item_rows else ()
    counted = {
        (row_no, block_no)
        for block_no in blocks
        for row_no in counted_rows([row for row in read if row.block_no == block_no])
    } | {
        (row.row, row.block_no)
        for row in read
        if row.block_no in blocks and _names_things(sheet, row, half_of[id(row)])
    }
    stages = {} if prints_items_as_rows(block, kind) else stages_of_rows(read, kind)
    for reading_row in read:
        reading.add_row(reading_row)
        half = half_of[id(reading_row)]
        if (reading_row.row, reading_row.block_no) in counted:
            half = [without_money(column) for column in half]
        _read_cells(sheet, reading_row, half, kind, stages.get(reading_row.row), reading)


def _names_things(sheet: Sheet, row: RowReading, half: Sequence[Column]) -> bool:
    """True if a row prints below the headers of money what it counts: its figures are of that, not of those headers."""
    cells = (sheet.at(row.row, column.col) for column in half if column.measure_key is not None)
    return any(cell is not None and cell.row == row.row and is_of_things(cell.text) for cell in cells)


def _is_name_below_code(column: Column, cell: SheetCell, block: Sequence[Column]) -> bool:
    """True for a name that begins below the header of the codes and reaches below its own."""
    reached = range(column.col + 1, cell.col + cell.col_span)
    return (
        column.field_key == "code"
        and not is_mere_code(cell.text)
        and any(other.field_key == "name" and other.col in reached for other in block)
    )


def _is_second_name(column: Column, block: Sequence[Column]) -> bool:
    """True for columns beside the names, below the same header or none: the money in one, 小计 and its parts in the others."""
    if column.measure_key is not None:
        return False
    name: Column | None = None
    for other in sorted((each for each in block if each.col < column.col), key=lambda each: -each.col):
        if other.field_key == "item_name":
            name = other
            break
        if other.path and other.field_key is not None:
            return False
    if name is None:
        return False
    between = [each for each in block if name.col < each.col <= column.col]
    return all(not each.path or each.path == name.path for each in between)


def _tell_parts(rows: Sequence[RowReading]) -> None:
    """Where one name stands over 小计 and its parts, the row of 小计 has the name, the parts stand below it."""
    summed: str | None = None
    for row in rows:
        name = row.texts.get("item_name")
        if row.is_sum_of_parts:
            summed = name
        elif row.texts.get("part_name") and name == summed:
            row.part_level = 1


def _read_row(
    sheet: Sheet,
    row: int,
    block: Sequence[Column],
    second_names: Collection[int],
    kind: str | None,
    memory: CodeMemory,
    *,
    is_first: bool,
) -> RowReading:
    fields: list[tuple[str, str]] = []
    columns: dict[str, int] = {}
    shared: set[str] = set()
    seen: set[int] = set()
    for column in block:
        cell = sheet.at(row, column.col)
        if cell is None or id(cell) in seen:
            continue
        if column.col in second_names:
            if cell.text.strip() and not has_digit(cell.text):
                seen.add(id(cell))
                fields.append(("part_name", cell.text))
                columns.setdefault("part_name", column.col)
            continue
        if column.field_key is None:
            if column.measure_key is None and comparable(cell.text) in TOTAL_WORDS:
                # 合计 below a header nobody knows still makes the row the total.
                fields.append(("unknown", cell.text))
            continue
        seen.add(id(cell))
        if cell.text.strip() and not is_part_word(cell.text) and cell.text.strip() not in MARKERS:
            key = "name" if _is_name_below_code(column, cell, block) else column.field_key
            fields.append((key, cell.text))
            columns.setdefault(key, column.col)
            if cell.row_span > 1:
                shared.add(key)
        elif column.field_key == "name":
            # Ends a code group although the row prints no name.
            fields.append(("name", ""))
    texts: dict[str, str] = {}
    for key, text in fields:
        texts.setdefault(key, text)
    side = next((column.side for column in block if column.side), None)
    along = next((column.along for column in block if column.along), None)
    found = RowReading(
        row,
        sheet.row_pages[row],
        block[0].block_no,
        side=side,
        along=along,
        texts=texts,
        columns=columns,
        shared=shared,
    )
    name_row(found, fields, kind, memory, sheet, block, is_first=is_first)
    found.indent_points = _indent(found, sheet, row)
    found.doubt = _doubt(found, sheet, block)
    return found


def _indent(found: RowReading, sheet: Sheet, row: int) -> float | None:
    """Where the row's name begins; a name that stands in the column of codes has no indent that compares with the others."""
    named = (key for key, text in found.texts.items() if text and text == found.label_printed)
    col = next((found.columns[key] for key in named if key in found.columns), None)
    cell = sheet.at(row, col) if col is not None else None
    return cell.indent_points if cell else None


def _doubt(row: RowReading, sheet: Sheet, block: Sequence[Column]) -> str | None:
    """Why the row may not be the one its codes and name say: digits of theirs are not accounted for, or OCR is not sure of them."""
    named = [
        cell
        for column in block
        if column.field_key in _CODE_FIELDS | _ROW_NAMES and (cell := sheet.at(row.row, column.col)) is not None
    ]
    return next((cell.doubt for cell in named if cell.doubt), None) or _doubt_of_ocr(row, sheet, block)


def _doubt_of_ocr(row: RowReading, sheet: Sheet, block: Sequence[Column]) -> str | None:
    """OCR may misread a code as well as an amount; the name beside it confirms it, if the list pairs them."""
    for classification, names in (("function", function_names()), ("economic", economic_names())):
        name = row.facts.get(f"{classification}_name_printed")
        if name and row.facts.get(f"{classification}_code") in names.get(comparable(split_numbering(name)[1]), ()):
            return None
    for column in block:
        cell = sheet.at(row.row, column.col)
        if column.field_key not in _CODE_FIELDS or cell is None or cell.ocr_confidence is None:
            continue
        if cell.text.strip() and cell.ocr_confidence < OCR_FLAG_BELOW:
            return (
                f"OCR confidence {cell.ocr_confidence:.2f} of the code {cell.text.strip()!r} is below {OCR_FLAG_BELOW}"
            )
    return None


def _amounts(sheet: Sheet, row: RowReading, half: Sequence[Column]) -> list[Decimal | None]:
    """The figures of a row in its half's money columns, for proving which rows are parts of which."""
    money = [column.col for column in half if column.field_key is None and column.value_type == "money"]
    return [read_figure(sheet.text_at(row.row, col)).value for col in money]


def _read_cells(
    sheet: Sheet, row: RowReading, block: Sequence[Column], kind: str | None, stage: str | None, reading: Reading
) -> None:
    are_items = prints_items_as_rows(block, kind)
    for column in block:
        cell = sheet.at(row.row, column.col)
        if cell is None or cell.row != row.row or cell.col != column.col:
            continue
        if row.row_kind == "note":
            if cell.text.strip():
                reading.add_label(row, cell, "note", column.path)
        elif _is_for_figure(cell, column):
            measured = measured_by_row(column, row.label_printed, kind) if are_items else column
            reading.add_line(row, cell, of_its_row(measured, row, stage))
        elif cell.text.strip():
            reading.add_label(row, cell, column.field_key, column.path)


def _is_for_figure(cell: SheetCell, column: Column) -> bool:
    """True if the cell is a figure, or stands where one belongs; texts without any digit are labels."""
    if column.measure_key is not None:
        text = cell.text.strip()
        return not text or text in MARKERS or has_digit(text)
    return column.field_key is None and is_figure(cell.text)

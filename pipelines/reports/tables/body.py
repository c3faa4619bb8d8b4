"""The body of an ordinary table: rows with their labels, codes and figures.

Belongs here: going through body rows and halves, and what a row names. Its place in the hierarchy is ``levels``, forms are
``forms``.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipelines.reports.tables.classification import (
    Coded,
    CodeMemory,
    code_by_name,
    is_part_word,
    read_codes,
)
from pipelines.reports.tables.codes import (
    is_economic_code,
    is_function_code,
    is_procurement_code,
    split_code_and_name,
)
from pipelines.reports.tables.columns import TWO_SIDED_KINDS, Column, find_word
from pipelines.reports.tables.figures import MARKERS, has_digit, is_figure, read_figure
from pipelines.reports.tables.headers import Header
from pipelines.reports.tables.labels import known_labels, settle_labels
from pipelines.reports.tables.levels import set_levels
from pipelines.reports.tables.reading import OCR_FLAG_BELOW, Reading, RowReading
from pipelines.reports.tables.sheet import Sheet, SheetCell
from pipelines.reports.vocabulary import economic_names, function_names
from pipelines.reports.words import comparable, split_numbering

_NOTE = re.compile(r"^[（(]?(?:注|备注|说明)\d*[:：]")
#: 人员经费合计 below its parts.
_PART_TOTAL = re.compile(r".(?:合计|总计|小计)$")
_TOTAL_WORDS = frozenset({"合计", "总计", "部门合计", "单位合计", "全部合计", "总合计"})
_PART_SUMS = frozenset({"小计", "合计"})
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
#: Where the name of a row stands, the most telling first.
_NAME_FIELDS = (
    "part_name", "item_name", "name", "service_content", "asset_name", "procurement_item", "project_name", "function", "economic", "unit_name",
    "procurement_category", "code", "code_class", "code_subclass", "code_item", "unit_code",
)  # fmt: skip


def read_body(sheet: Sheet, header: Header, columns: Sequence[Column], kind: str | None, reading: Reading) -> None:
    """Read every body row of a sheet into ``reading``."""
    reading.has_blocks = max((column.block_no for column in columns), default=1) > 1
    skipped = sheet.title_rows | sheet.repeated_rows | set(header.rows)
    rows = [row for row in range(sheet.row_count) if row not in skipped]
    for block_no in sorted({column.block_no for column in columns}):
        block = [column for column in columns if column.block_no == block_no]
        _read_block(sheet, rows, block, kind, reading)


def _read_block(sheet: Sheet, rows: Sequence[int], block: Sequence[Column], kind: str | None, reading: Reading) -> None:
    memory = CodeMemory()
    read: list[RowReading] = []
    for row in rows:
        if not any(_own_text(sheet, row, column) for column in block):
            continue
        reading_row = _read_row(sheet, row, block, kind, memory, is_first=not read)
        read.append(reading_row)
    _tell_parts(read)
    settle_labels(read, kind)
    if kind is not None or any(row.texts for row in read):
        set_levels(read, kind, _amounts(sheet, read, block))
    for reading_row in read:
        reading.add_row(reading_row)
        _read_cells(sheet, reading_row, block, kind, reading)


def _is_name_below_code(column: Column, cell: SheetCell, block: Sequence[Column]) -> bool:
    """True for a name that begins below the header of the codes and reaches below its own."""
    reached = range(column.col + 1, cell.col + cell.col_span)
    return (
        column.field_key == "code"
        and not _is_mere_code(cell.text)
        and any(other.field_key == "name" and other.col in reached for other in block)
    )


def _is_second_name(column: Column, block: Sequence[Column]) -> bool:
    """True for a column beside the names, below the same header or none: the money in one, 小计 and its parts in the other."""
    before = next((other for other in block if other.col == column.col - 1), None)
    if before is None or before.field_key != "item_name" or column.measure_key is not None:
        return False
    return not column.path or column.path == before.path


def _tell_parts(rows: Sequence[RowReading]) -> None:
    """Where one name stands over 小计 and its parts, the row of 小计 has the name, the parts stand below it."""
    summed: str | None = None
    for row in rows:
        name = row.texts.get("item_name")
        if row.is_sum_of_parts:
            summed = name
        elif row.texts.get("part_name") and name == summed:
            row.part_level = 1


def _own_text(sheet: Sheet, row: int, column: Column) -> str:
    """Text of the cell that begins in this row and column, "" otherwise."""
    cell = sheet.at(row, column.col)
    return cell.text.strip() if cell and cell.row == row and cell.col == column.col else ""


def _read_row(
    sheet: Sheet, row: int, block: Sequence[Column], kind: str | None, memory: CodeMemory, *, is_first: bool
) -> RowReading:
    fields: list[tuple[str, str]] = []
    columns: dict[str, int] = {}
    seen: set[int] = set()
    for column in block:
        cell = sheet.at(row, column.col)
        if cell is None or id(cell) in seen:
            continue
        if _is_second_name(column, block):
            if cell.text.strip() and not has_digit(cell.text):
                seen.add(id(cell))
                fields.append(("part_name", cell.text))
                columns.setdefault("part_name", column.col)
            continue
        if column.field_key is None:
            continue
        seen.add(id(cell))
        if cell.text.strip() and not is_part_word(cell.text) and cell.text.strip() not in MARKERS:
            key = "name" if _is_name_below_code(column, cell, block) else column.field_key
            fields.append((key, cell.text))
            columns.setdefault(key, column.col)
        elif column.field_key == "name":
            # Ends a code group although the row prints no name.
            fields.append(("name", ""))
    texts: dict[str, str] = {}
    for key, text in fields:
        texts.setdefault(key, text)
    side = next((column.side for column in block if column.side), None)
    found = RowReading(row, sheet.row_pages[row], block[0].block_no, side=side, texts=texts, columns=columns)
    _name_row(found, fields, kind, memory, sheet, block, is_first=is_first)
    found.doubt = _doubt(found, sheet, block)
    return found


def _doubt(row: RowReading, sheet: Sheet, block: Sequence[Column]) -> str | None:
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


def _name_row(
    row: RowReading,
    fields: Sequence[tuple[str, str]],
    kind: str | None,
    memory: CodeMemory,
    sheet: Sheet,
    block: Sequence[Column],
    *,
    is_first: bool,
) -> None:
    printed = [cell for cell in sheet.starting_in(row.row) if cell.text.strip()]
    if len(printed) == 1 and _NOTE.match(printed[0].text):
        row.row_kind, row.label_printed = "note", printed[0].text
        return
    if comparable(row.texts.get("part_name", "")) in _PART_SUMS:
        row.is_sum_of_parts = True
        fields = [(key, text) for key, text in fields if text != row.texts["part_name"]]
        del row.texts["part_name"]
    label = next(
        (row.texts[key] for key in _NAME_FIELDS if row.texts.get(key) and not _is_mere_code(row.texts[key])), None
    )
    total = next((text for _, text in fields if comparable(text) in _TOTAL_WORDS), None)
    row.label_printed = total or label or next((row.texts[key] for key in _NAME_FIELDS if row.texts.get(key)), None)
    known = known_labels(row.label_printed, kind, row.side) if row.label_printed else ()
    if row.texts.get("part_name") and row.texts.get("item_name") and row.label_printed == row.texts["part_name"]:
        row.label_printed = f"{row.texts['item_name']}/{row.label_printed}"
    if known:
        row.row_key, row.row_kind = known[0].key, known[0].row_kind
    elif total:
        row.row_kind = "total"
    elif row.label_printed and _PART_TOTAL.search(comparable(row.label_printed)):
        row.row_kind = "subtotal"
    elif not any(text for _, text in fields):
        # The first row without any text is the grand total (or all there is of an empty table).
        own = [text for column in block if (text := _own_text(sheet, row.row, column))]
        row.row_kind = "total" if is_first and all(is_figure(text) or text in MARKERS for text in own) else "line"
        row.facts["no_code_reason"] = "the row has no label"
    if row.row_kind in ("total", "subtotal"):
        row.facts["no_code_reason"] = f"{row.row_kind} row"
        return
    coded = read_codes(fields, kind, memory)
    _put_codes(row, coded, kind, memory)
    _put_names(row, kind)


def _is_mere_code(text: str) -> bool:
    return comparable(text).isascii()


def _put_codes(row: RowReading, coded: Sequence[Coded], kind: str | None, memory: CodeMemory) -> None:
    facts = row.facts
    for item in coded:
        if item.classification in ("function", "economic"):
            code, source = item.code, item.source
            if code is None and item.name:
                code = code_by_name(split_numbering(item.name)[1], item.classification, memory)
                source = "name" if code else "none"
                if code:
                    memory.last[item.classification] = code
            if code and row.place_code is None:
                row.place_code = _place_code(code, item, memory)
            facts.setdefault(f"{item.classification}_code", code)
            facts.setdefault(f"{item.classification}_name_printed", item.name)
            if source != "none":
                facts.setdefault("code_source", source)
        elif item.classification == "unit":
            facts.setdefault("unit_code", item.code)
            facts.setdefault("unit_name_printed", item.name)
    if kind in TWO_SIDED_KINDS and row.side != "revenue" and not row.row_key and row.label_printed:
        name = split_numbering(row.label_printed)[1]
        code = code_by_name(name, "function", memory)
        if code:
            memory.last["function"] = code
            facts.update(function_code=code, function_name_printed=name, code_source="name")
        else:
            facts.setdefault("no_code_reason", "the name is not in the function list")
    if not facts.get("function_code") and not facts.get("economic_code"):
        facts.setdefault("no_code_reason", _why_no_code(row, coded))


def _place_code(code: str, item: Coded, memory: CodeMemory) -> str | None:
    is_well_formed = is_function_code(code) or is_economic_code(code)
    return code if is_well_formed else code_by_name(split_numbering(item.name or "")[1], item.classification, memory)


def _why_no_code(row: RowReading, coded: Sequence[Coded]) -> str:
    if row.side == "revenue":
        return "revenue row"
    if any(item.name and not item.code and item.classification in ("function", "economic") for item in coded):
        return "the name is not in the list, or fits several codes"
    if row.texts.get("project_name") or row.texts.get("project_code"):
        return "project row"
    return "unit row" if row.texts.get("unit_name") or row.texts.get("unit_code") else "the table prints no code"


def _put_names(row: RowReading, kind: str | None) -> None:
    """Unit, project and procurement item as the row itself prints them; inheritance is done with the levels."""
    facts, texts = row.facts, row.texts
    unit = split_code_and_name(texts.get("unit_name", ""))
    if unit:
        facts.setdefault("unit_code", unit[0])
        facts.setdefault("unit_name_printed", unit[1])
    if texts.get("unit_code") and len(comparable(texts["unit_code"])) > 2:
        facts.setdefault("unit_code", comparable(texts["unit_code"]))
    if texts.get("unit_name") and (not texts.get("unit_code") or facts.get("unit_code")):
        facts.setdefault("unit_name_printed", texts["unit_name"])
    project = split_code_and_name(texts.get("project_name", ""))
    if project:
        facts.update(project_code=project[0], project_name_printed=project[1])
    elif texts.get("project_name"):
        facts["project_name_printed"] = texts["project_name"]
    if texts.get("project_code"):
        facts["project_code"] = comparable(texts["project_code"])
    item = texts.get("procurement_item") or texts.get("procurement_category")
    pair = split_code_and_name(item) if item else None
    if pair and is_procurement_code(pair[0]):
        facts.update(procurement_code=pair[0], procurement_name_printed=pair[1])
    elif item:
        facts["procurement_name_printed"] = item


def _amounts(sheet: Sheet, rows: Sequence[RowReading], block: Sequence[Column]) -> list[list[object]]:
    """The figures of each row in the block's money columns, for proving which rows are parts of which."""
    money = [column.col for column in block if column.measure_key and column.value_type == "money"]
    return [[read_figure(sheet.text_at(row.row, col)).value for col in money] for row in rows]


def _read_cells(sheet: Sheet, row: RowReading, block: Sequence[Column], kind: str | None, reading: Reading) -> None:
    for column in block:
        cell = sheet.at(row.row, column.col)
        if cell is None or cell.row != row.row or cell.col != column.col:
            continue
        if row.row_kind == "note":
            if cell.text.strip():
                reading.add_label(row, cell, "note", column.path)
        elif _is_for_figure(cell, column):
            reading.add_line(row, cell, _measured_by_row(row, column, kind))
        elif cell.text.strip():
            reading.add_label(row, cell, column.field_key, column.path)


def _is_for_figure(cell: SheetCell, column: Column) -> bool:
    """True if the cell is a figure, or stands where one belongs; texts without any digit are labels."""
    if column.measure_key is not None:
        text = cell.text.strip()
        return not text or text in MARKERS or has_digit(text)
    return column.field_key is None and is_figure(cell.text)


def _measured_by_row(row: RowReading, column: Column, kind: str | None) -> Column:
    """In a table of “三公” items printed one below the other, the row says what the amount measures."""
    if kind != "three_public_expenditure" or column.measure_key != "budget_amount" or not row.label_printed:
        return column
    word = find_word((split_numbering(row.label_printed)[1],), kind, ("measure",))
    return Column(
        column.col,
        f"{column.path}/{row.label_printed}",
        word.key if word else None,
        None,
        "money",
        column.amount_year,
        column.unit,
    )

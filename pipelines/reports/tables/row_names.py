"""What a row names: its label, kind, codes, unit, project and purchase.

Belongs here: telling these from a row's texts, and why a row has no code. Going through the rows and their cells belongs to
``body``.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipelines.reports.tables.classification import (
    GOVERNMENT,
    Coded,
    CodeMemory,
    class_by_name,
    code_by_name,
    government_class,
    read_codes,
)
from pipelines.reports.tables.codes import (
    is_economic_code,
    is_function_code,
    is_procurement_code,
    split_code_and_name,
)
from pipelines.reports.tables.column import Column
from pipelines.reports.tables.figures import MARKERS, is_figure
from pipelines.reports.tables.glued_codes import unit_code_and_name
from pipelines.reports.tables.labels import known_labels
from pipelines.reports.tables.project_classes import is_purchase_class
from pipelines.reports.tables.reading import RowReading
from pipelines.reports.tables.sheet import Sheet
from pipelines.reports.vocabulary import classifications_along, function_names, table_kind
from pipelines.reports.words import BARE_SUMS, comparable, split_numbering

_NOTE = re.compile(r"^[（(]?(?:注|备注|说明)\d*[:：]")
_CODE_BEFORE_NAME = re.compile(r"(?P<code>2\d{2})(?P<name>\D.*)")
#: 人员经费合计 below its parts.
_PART_TOTAL = re.compile(r".(?:合计|总计|小计)$")
TOTAL_WORDS = frozenset({"合计", "总计", "部门合计", "单位合计", "全部合计", "总合计"})
#: Where the name of a row stands, the most telling first.
_NAME_FIELDS = (
    "part_name", "item_name", "name", "service_content", "asset_name", "procurement_item", "project_name", "function", "economic", "unit_name",
    "procurement_category", "code", "code_class", "code_subclass", "code_item", "unit_code",
)  # fmt: skip


def name_row(
    row: RowReading,
    fields: Sequence[tuple[str, str]],
    kind: str | None,
    memory: CodeMemory,
    sheet: Sheet,
    block: Sequence[Column],
    *,
    is_first: bool,
) -> None:
    """Set what a row is and names, from its (field key, text) pairs."""
    printed = [cell for cell in sheet.starting_in(row.row) if cell.text.strip()]
    if len(printed) == 1 and _NOTE.match(printed[0].text):
        row.row_kind, row.label_printed = "note", printed[0].text
        row.facts["no_code_reason"] = "note row"
        return
    if comparable(row.texts.get("part_name", "")) in BARE_SUMS:
        row.is_sum_of_parts = True
        fields = [(key, text) for key, text in fields if text != row.texts["part_name"]]
        del row.texts["part_name"]
    label = next(
        (row.texts[key] for key in _NAME_FIELDS if row.texts.get(key) and not is_mere_code(row.texts[key])), None
    )
    total = next((text for _, text in fields if comparable(text).rstrip(":") in TOTAL_WORDS), None)
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
        own = [text for column in block if (text := own_text(sheet, row.row, column))]
        row.row_kind = "total" if is_first and all(is_figure(text) or text in MARKERS for text in own) else "line"
        row.facts["no_code_reason"] = "the row has no label"
    if row.row_kind in ("total", "subtotal"):
        row.facts["no_code_reason"] = f"{row.row_kind} row"
        return
    coded = read_codes(fields, kind, memory)
    _put_codes(row, coded, kind, memory)
    _put_names(row, kind)


def is_mere_code(text: str) -> bool:
    """True for a text without a Chinese character: a code or a number."""
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
        elif item.classification == GOVERNMENT:
            facts.setdefault("government_economic_code", item.code or government_class(item.name or ""))
        elif item.classification == "unit":
            facts.setdefault("unit_code", item.code)
            facts.setdefault("unit_name_printed", item.name)
    if table_kind(kind).is_two_sided and row.side != "revenue" and not row.row_key and row.label_printed:
        _put_class(row, classifications_along()[row.along or "function"], memory)
    if not facts.get("function_code") and not facts.get("economic_code"):
        facts.setdefault("no_code_reason", _why_no_code(row, coded))


def _put_class(row: RowReading, classification: str | None, memory: CodeMemory) -> None:
    """The code a name of the expenditure side means, in the classification its half runs along; none where that has no codes."""
    style, name = split_numbering(row.label_printed or "")
    printed = _CODE_BEFORE_NAME.match(name)
    if printed and classification == "function" and printed["code"] in function_names().get(printed["name"], ()):
        # 204公共安全支出: the list pairs the two.
        row.facts.update(function_code=printed["code"], function_name_printed=printed["name"], code_source="printed")
        memory.last[classification] = printed["code"]
        return
    if classification is None:
        row.facts.setdefault("no_code_reason", "its half runs along no classification that is kept")
        return
    if classification == GOVERNMENT:
        code = government_class(name)
        row.facts.update({"government_economic_code": code} if code else {})
        row.facts.setdefault("no_code_reason", "its half runs along the government's classification")
        return
    # 一、一般公共服务 is the class 201, though 21901 has that very name; a half 按大类 names classes however it numbers them.
    is_class = style == "chinese" or row.along is not None
    code = (class_by_name(name, classification) if is_class else None) or code_by_name(name, classification, memory)
    if code:
        memory.last[classification] = code
        row.facts.update(
            {f"{classification}_code": code, f"{classification}_name_printed": name, "code_source": "name"}
        )
    else:
        row.facts.setdefault(f"{classification}_name_printed", name)
        row.facts.setdefault("no_code_reason", f"the name is not in the {classification} list")


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
    unit = unit_code_and_name(texts.get("unit_name", ""))
    if unit:
        facts.setdefault("unit_code", unit[0])
        facts.setdefault("unit_name_printed", unit[1])
    if texts.get("unit_code") and len(comparable(texts["unit_code"])) > 2:
        facts.setdefault("unit_code", comparable(texts["unit_code"]))
    if texts.get("unit_name") and (not texts.get("unit_code") or facts.get("unit_code")):
        facts.setdefault("unit_name_printed", texts["unit_name"])
    name = texts.get("project_name", "")
    is_class = bool(name) and is_purchase_class(name)
    project = split_code_and_name(name)
    if project and not is_class:
        facts.update(project_code=project[0], project_name_printed=project[1])
    elif name and not is_class:
        facts["project_name_printed"] = name
    if texts.get("project_code"):
        facts["project_code"] = comparable(texts["project_code"])
    item = texts.get("procurement_item") or texts.get("procurement_category") or (name if is_class else None)
    pair = split_code_and_name(item) if item else None
    if pair and is_procurement_code(pair[0]):
        facts.update(procurement_code=pair[0], procurement_name_printed=pair[1])
    elif item:
        facts["procurement_name_printed"] = item


def own_text(sheet: Sheet, row: int, column: Column) -> str:
    """Text of the cell that begins in this row and column, "" otherwise."""
    cell = sheet.at(row, column.col)
    return cell.text.strip() if cell and cell.row == row and cell.col == column.col else ""

"""What a column holds by what is printed in it, where its header says nothing known.

Belongs here: names of rows in the halves of a two-sided table, the years of its rows, and codes of the national lists, which are
never money. A header that is known decides by itself.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import replace
from functools import cache

from pipelines.reports.tables.classification import GOVERNMENT
from pipelines.reports.tables.column import Column
from pipelines.reports.tables.figures import is_figure
from pipelines.reports.tables.sheet import Sheet
from pipelines.reports.vocabulary import economic_names, function_names, government_economic_names, table_kind
from pipelines.reports.words import comparable, split_numbering

_WORD = re.compile(r"[\u4e00-\u9fff]")
#: What a header says that names the department's list; without it 经济分类 may be of either.
_OF_DEPARTMENTS = "部门"
_DATED = re.compile(r"20\d{2}年?(?:度|预算数?|决算数?|执行数?)?")
#: One name may be a note, one year that of all rows.
_LEAST = 2
_DIGIT = re.compile(r"[0-9]")
#: Digits of a class, a subclass and an item. Numbers of three digits alone may count something (301 vehicles).
_CODE_DIGITS, _CLASS_DIGITS = (3, 5, 7), 3


def fields_by_content(sheet: Sheet, header_rows: Collection[int], kind: str | None) -> dict[int, str]:
    """Column → the text field that the cells below the header show it to hold; nothing of columns that could hold anything."""
    traits = table_kind(kind)
    skipped = sheet.title_rows | sheet.repeated_rows | set(header_rows)
    texts: dict[int, list[str]] = {}
    for row in (row for row in range(sheet.row_count) if row not in skipped):
        for cell in sheet.starting_in(row):
            if cell.text.strip():
                texts.setdefault(cell.col, []).append(comparable(cell.text))
    fields = {col: "code" for col, found in texts.items() if _are_codes(found)}
    if traits.is_two_sided:
        fields |= {col: "item_name" for col, found in texts.items() if _are_names(found)}
    elif traits.has_item_rows:
        fields |= {col: "amount_year" for col, found in texts.items() if _are_years(found)}
    return fields


def settle_economic_halves(columns: Sequence[Column], sheet: Sheet) -> list[Column]:
    """Halves by economic classification, each along the list that has its names: the government's (机关工资福利支出) or the department's.

    A header that says 部门 decides by itself; one that says neither (its beginning cut off) does not.
    """
    turned: set[int] = set()
    for column in columns:
        if column.along == "economic" and column.field_key is not None and _OF_DEPARTMENTS not in column.path:
            texts = [cell.text for cell in sheet.cells if cell.col == column.col]
            names = {comparable(split_numbering(text)[1]) for text in texts}
            of_government = names & government_economic_names().keys() - economic_names().keys()
            of_department = names & economic_names().keys() - government_economic_names().keys()
            if len(of_government) >= _LEAST and not of_department:
                turned.add(column.block_no)
    return [
        replace(column, along=GOVERNMENT) if column.block_no in turned and column.along else column
        for column in columns
    ]


def _are_names(texts: list[str]) -> bool:
    return len(texts) >= _LEAST and all(_WORD.search(text) and not is_figure(text) for text in texts)


def _are_years(texts: list[str]) -> bool:
    """Years, the same ones again and again; between them the words of what is of none (增减变化金额)."""
    years = [text for text in texts if _DATED.fullmatch(text)]
    others = [text for text in texts if not _DATED.fullmatch(text)]
    return (
        len(set(years)) >= _LEAST
        and len(years) >= len(others)
        and len(set(others)) <= 1
        and not any(map(is_figure, others))
    )


def _are_codes(texts: list[str]) -> bool:
    """Listed codes of functions or economic classes, whatever words stand between them (合计)."""
    numbers = {text for text in texts if _DIGIT.search(text)}
    return (
        len(numbers) >= _LEAST
        and any(len(number) > _CLASS_DIGITS for number in numbers)
        and (numbers <= _listed("function") or numbers <= _listed("economic"))
    )


@cache
def _listed(classification: str) -> frozenset[str]:
    """Return the codes of a national list, with the classes and subclasses they are of."""
    names = function_names() if classification == "function" else economic_names()
    return frozenset(code[:digits] for codes in names.values() for code in codes for digits in _CODE_DIGITS)

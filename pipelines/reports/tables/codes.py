"""Codes by their shape, alone or beside a name in one cell.

Belongs here: what a code looks like and which list it can be of. The lists themselves are seeds; whether code and name agree
is checked in dbt.
"""

from __future__ import annotations

import re

from pipelines.reports.words import comparable

_CODE = re.compile(r"[A-Z]?\d{2,}(?:[A-Z]\d+)?|[A-Z]\d{2,}")
#: Not 2024年… or 1800万元: a code and a name are parted by a bracket, dash, underscore, colon, bar or blank. (10) is a numbering.
_CODE_AND_NAME = re.compile(
    r"^(?:\[(?P<boxed>[A-Z]?\d{2,}[0-9A-Z]*)\]|\((?P<bracketed>[A-Z]?\d{3,}[0-9A-Z]*)\)|(?P<plain>[A-Z]?\d{2,}[0-9A-Z]*)\s*[-_—:：|]|(?P<spaced>\d{3,})\s)\s*(?P<name>\S.*)$"
)
_FUNCTION = re.compile(r"2\d{2}(?:\d{2}){0,2}")
#: Below the national 款 (30102) some places print items of their own (3010202).
_ECONOMIC = re.compile(r"3\d{2}(?:\d{2}){0,2}")
_GOVERNMENT_ECONOMIC = re.compile(r"5\d{2}(?:\d{2}){0,2}")
_PROCUREMENT = re.compile(r"[ABC]\d{2,8}")
#: 1980-2018年…, 2026—2028年…: years, not a code and what it stands for.
_YEARS = re.compile(r"^(?:19|20)\d{2}\s*(?:[-_—:：]+\s*\d|年|\s)")
_CHINESE = re.compile(r"[\u4e00-\u9fff]")


def looks_like_code(text: str) -> bool:
    """True if a cell holds a code of a classification, unit or project and nothing else (201, 2013202, C23090199)."""
    words = comparable(text)
    return len(words) >= 3 and _CODE.fullmatch(words) is not None and not re.fullmatch(r"20[0-4]\d", words)


def split_code_and_name(text: str) -> tuple[str, str] | None:
    """Split ``[2013202]一般行政管理事务``, ``30101-基本工资`` or ``229_烟台市信访局``; None if the cell is no such pair."""
    found = _CODE_AND_NAME.match(text.strip())
    if not found or not _CHINESE.search(found["name"]) or _YEARS.match(text.strip()):
        return None
    code = found["boxed"] or found["bracketed"] or found["plain"] or found["spaced"]
    return (code, found["name"].strip()) if len(code) >= 2 else None


def is_function_code(code: str) -> bool:
    """True for the shape of 支出功能分类: 3, 5 or 7 digits beginning with 2."""
    return _FUNCTION.fullmatch(code) is not None


def is_economic_code(code: str) -> bool:
    """True for the shape of 部门预算支出经济分类: 3 or 5 digits beginning with 3, 7 for an item that a place has added."""
    return _ECONOMIC.fullmatch(code) is not None


def is_government_economic_code(code: str) -> bool:
    """True for the shape of 政府预算支出经济分类: 3 or 5 digits beginning with 5, 7 for an item that a place has added."""
    return _GOVERNMENT_ECONOMIC.fullmatch(code) is not None


def is_procurement_code(code: str) -> bool:
    """True for the shape of 政府采购品目: A, B or C and digits."""
    return _PROCUREMENT.fullmatch(code) is not None

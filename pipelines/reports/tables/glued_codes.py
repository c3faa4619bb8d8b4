"""Codes that nothing parts from the name behind them: 2070101行政运行, 301工资福利支出, 316001某局本级.

Belongs here: telling them by the lists, or by what no amount and no year looks like. Codes that a mark parts from a name are in ``codes``.
"""

from __future__ import annotations

import re
from functools import cache

from pipelines.reports.tables.codes import split_code_and_name
from pipelines.reports.vocabulary import economic_names, function_names, government_economic_names
from pipelines.reports.words import comparable

_CLASSIFIED = re.compile(r"(?P<code>[235]\d{2}(?:\d{2}){0,2})(?P<name>[\u4e00-\u9fff].*)")
_UNIT = re.compile(r"(?P<code>\d{6}|\d{9})(?P<name>[\u4e00-\u9fff]{2}.*)")
#: 20000元, 30000亩高标准农田: what is counted, and in what.
_COUNTED = re.compile(r"[年月日号期元角分万亿余多人名位个亩件套台辆次户所家吨米平公方升度项批座条只头株处间张份本]")
_CLASS_DIGITS = 3


def code_and_name(text: str) -> tuple[str, str] | None:
    """Split a code of a classification from its name, whether a mark parts them or nothing does; None if the cell is no such pair."""
    return split_code_and_name(text) or _split_glued(text.strip())


def unit_code_and_name(text: str) -> tuple[str, str] | None:
    """Split the code of a unit from its name, in a cell that names a unit."""
    found = split_code_and_name(text)
    if found:
        return found
    glued = _UNIT.fullmatch(text.strip())
    return (glued["code"], glued["name"]) if glued and not _COUNTED.match(glued["name"]) else None


def _split_glued(text: str) -> tuple[str, str] | None:
    found = _CLASSIFIED.fullmatch(text)
    if found is None:
        return None
    code, name = found["code"], found["name"]
    is_pair = _is_listed(code, name) or (len(code) > _CLASS_DIGITS and not _COUNTED.match(name) and _is_known(code))
    return (code, name) if is_pair else None


def _is_listed(code: str, name: str) -> bool:
    """True if the lists give the name, with or without 支出, to this code."""
    words = comparable(name)
    return any(
        code in names.get(each, ())
        for names in (function_names(), economic_names(), government_economic_names())
        for each in (words, f"{words}支出", words.removesuffix("支出"))
    )


def _is_known(code: str) -> bool:
    """True if the lists have the code, or what it is below of: a name may be of another year, or misprinted."""
    return code in _codes() or (len(code) > _CLASS_DIGITS + 2 and code[:-2] in _codes())


@cache
def _codes() -> frozenset[str]:
    lists = (function_names(), economic_names(), government_economic_names())
    return frozenset(code for names in lists for codes in names.values() for code in codes)

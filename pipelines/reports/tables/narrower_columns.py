"""Columns that hold less than their headers seem to say, as the columns beside them show.

Belongs here: 一般公共预算/本级安排 beside 一般公共预算/上级转移支付 is not all of the general public budget, and 本年预算/基本支出 beside
上年结转/基本支出 not all of basic expenditure. What a header means by itself belongs to ``columns``; what has no name of its own is
not understood.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from pipelines.reports.coordinates.composing import cover
from pipelines.reports.tables.column import Column
from pipelines.reports.tables.header_meaning import find_word
from pipelines.reports.tables.rival_columns import OF_WHICH
from pipelines.reports.vocabulary import measure_expenditure_kinds
from pipelines.reports.words import BARE_SUMS, header_segment

#: 本年收入 and 本年支出 are all of the year's; beside them stands what there was before, and what is left.
_OF_THIS_YEAR = re.compile(r"^(?:本年|当年)(?!.*(?:结[转余]|收入|支出))")
_CARRIED_IN = ("carry", "carry_over")
_TOTAL, _CURRENT_TOTAL = "total", "current_total"
_KINDS_OF_EXPENDITURE = frozenset(
    {
        "basic",
        "basic_personnel",
        "basic_operating",
        "project",
        "business",
        "remitted_to_superior",
        "subsidy_to_affiliated",
    }
)


def without_wider_meaning(columns: Sequence[Column], kind: str | None) -> list[Column]:
    """Return the columns, those that are shown to hold less than their measure without it."""
    if kind is None:
        return list(columns)
    return [_of_this_year(_not_all_of_group(column, columns, kind), columns) for column in columns]


def _not_all_of_group(column: Column, columns: Sequence[Column], kind: str) -> Column:
    """A column whose own header adds nothing to the one above it, beside others below that one, is not what that one says."""
    path = _path(column)
    if len(path) < 2 or column.measure_key is None or find_word(path, kind, ("measure",)) or _says_anything(path[-1]):
        return column
    beside = [
        other for other in columns if other is not column and other.field_key is None and _path(other)[:-1] == path[:-1]
    ]
    return replace(column, measure_key=None) if beside else column


def _says_anything(segment: str) -> bool:
    """True unless a header is made of words without a meaning alone (本级安排)."""
    found = cover(header_segment(segment))
    return not found.words or bool(found.rest) or any(word.values for word in found.words)


def _of_this_year(column: Column, columns: Sequence[Column]) -> Column:
    """Below 本年预算, beside 上年结转 with the same headers below: of this year's money alone, and the total of it."""
    path = _path(column)
    if len(path) < 2 or not _OF_THIS_YEAR.match(header_segment(path[0])):
        return column
    is_sum = len(path) == 2 and header_segment(path[-1]) in BARE_SUMS
    if is_sum and column.measure_key is None and _stands_beside_carried_in(columns):
        return replace(column, measure_key=_CURRENT_TOTAL)
    if not _has_carried_in(path, columns):
        return column
    if column.measure_key is None and header_segment(path[-1]) in BARE_SUMS and len(path) == 2:
        return replace(column, measure_key=_CURRENT_TOTAL)
    is_kind = column.measure_key and measure_expenditure_kinds()[column.measure_key] in _KINDS_OF_EXPENDITURE
    return replace(column, measure_key=None) if is_kind else column


def _has_carried_in(path: tuple[str, ...], columns: Sequence[Column]) -> bool:
    """True if what was carried in is printed under the same last header."""
    own = header_segment(path[-1])
    return any(
        len(other) == len(path)
        and header_segment(other[-1]) == own
        and _CARRIED_IN in {pair for word in cover(header_segment(other[0])).words for pair in word.values}
        for other in map(_path, columns)
    )


def _stands_beside_carried_in(columns: Sequence[Column]) -> bool:
    """True if a column holds the total of all, and another what was carried in, which is no part of the year's (其中：上年结转)."""
    whole = [column for column in columns if column.measure_key == _TOTAL and len(_path(column)) == 1]
    return bool(whole) and any(
        len(_path(column)) == 1
        and not column.path.lstrip().startswith(OF_WHICH)
        and {pair for word in cover(header_segment(column.path)).words for pair in word.values} == {_CARRIED_IN}
        for column in columns
    )


def _path(column: Column) -> tuple[str, ...]:
    return tuple(column.path.split("/"))

"""The measure that a column's header path names by its words alone, whether or not anybody has seen that header.

Belongs here: composing the words of a path on the axes of the cube, what the table's own kind says already left out, and the
measure that is the name of that point (seed ``measures``). A path with a word nobody knows, or that says two things of one axis,
names none.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Mapping
from functools import cache

from pipelines.reports.coordinates.composing import cover
from pipelines.reports.coordinates.funds import is_part_of
from pipelines.reports.coordinates.reserved import reserved_for
from pipelines.reports.coordinates.rows import PARTS_OF_BASIC
from pipelines.reports.coordinates.titles import kind_axes
from pipelines.reports.seeds import SEEDS
from pipelines.reports.vocabulary import table_kind
from pipelines.reports.words import header_segment

#: Numbers, marks between words, years; 其中 says how a column is summed, not what it holds.
_MEANINGLESS = re.compile(r"[\d()\[\],、:.;\-—·/]+|其中")
_PART = "其中"
#: A year as a header is the amount of that year.
_YEAR = re.compile(r"20\d{2}年(?:度)?")
_TOTAL = re.compile("合计|小计|总计|总额|总数")
_ALL = "all"
#: Sums of money; how many things and at what price are said of things.
_AMOUNTS = frozenset({"total", "budget_amount"})
_AXES = frozenset({"flow", "fund", "carry", "expenditure_kind", "sum"})


@cache
def measure_of_header(path: tuple[str, ...], kind: str) -> str | None:
    """Return the measure a header path names in a table of a kind, None if it names none for certain."""
    own = kind_axes(kind)
    if own is None or not path:
        return None
    set_aside = _set_aside(path)
    if set_aside:
        return set_aside
    if _PART in path[-1] and not any(word.values for word in cover(header_segment(path[-1])).words):
        # 其中：经费拨款 below a fund is a part of it that no known word names.
        return None
    said: dict[str, str] = {}
    for segment in _without_own_total(path):
        if _YEAR.fullmatch(header_segment(segment)):
            said.setdefault("sum", "budget_amount")
            continue
        found = cover(header_segment(segment))
        if any(_without_thing(_MEANINGLESS.sub("", piece), own) for piece in found.rest):
            return None
        for axis, value in (pair for word in found.words for pair in word.values):
            if axis == "remainder" and (said.get("carry") == value or ("结转" in segment and _is_source(said, kind))):
                # 上年结余、结转: both were carried in; and so was 单位资金结转, where columns are what the money comes from.
                # 一般公共预算/结余 beside 支出 is what is left of it.
                said["carry"] = value
                continue
            if axis not in _AXES or (axis == "sum" and value not in _AMOUNTS) or not _agrees(said, axis, value):
                return None
    return _measure(said, own)


def measure_of_source(fund: str, carry: str) -> str | None:
    """Return the measure of the money of one fund, or of what was carried in; None if there is none."""
    return _named("total", fund or _ALL, carry or "current") if fund or carry == "carry_over" else None


@cache
def says_change(segment: str) -> bool:
    """True for a header that says nothing but that the amounts below it are changes (增减变化情况)."""
    found = cover(segment)
    is_known = not any(_MEANINGLESS.sub("", piece) for piece in found.rest)
    return is_known and {pair for word in found.words for pair in word.values} == {("basis", "change")}


def _is_source(said: Mapping[str, str], kind: str) -> bool:
    """True if what is said so far is a fund and no year, in a table whose columns are what the money comes from."""
    return "fund" in said and "carry" not in said and table_kind(kind).has_source_columns


def _without_own_total(path: tuple[str, ...]) -> tuple[str, ...]:
    """项目支出/项目支出总数: a header that says its group's name again, and that it is the total, is the group."""
    above, last = (header_segment(segment) for segment in (*path[-2:-1], path[-1])) if len(path) > 1 else ("", "")
    is_total = above and last.startswith(above) and _TOTAL.fullmatch(last.removeprefix(above))
    return path[:-1] if is_total else path


def _without_thing(rest: str, own: dict[str, str]) -> str:
    """In a table of projects 项目 says nothing new (项目金额)."""
    return rest.replace("项目", "") if own["expenditure_kind"] == "project" else rest


def _set_aside(path: tuple[str, ...]) -> str | None:
    """What of the money beside it is for purchases (2026年政府采购项目/小计), and of that for small enterprises."""
    reserved, is_purchase = reserved_for(path), False
    if reserved is None:
        return None
    for segment in path:
        found = cover(header_segment(segment))
        values = {value for word in found.words for value in word.values}
        is_purchase = is_purchase or ("item", "procurement") in values
        is_all_known = not any(_MEANINGLESS.sub("", piece).replace("项目", "") for piece in found.rest)
        if not reserved and not (is_all_known and {axis for axis, _ in values} <= {"item", "sum"}):
            return None
    if not is_purchase:
        return None
    return f"within_procurement_{reserved}" if reserved else "within_procurement"


def _agrees(said: dict[str, str], axis: str, value: str) -> bool:
    """Take a value down if it can stand beside what is said: a fund below one it is part of, 人员经费 below 基本支出."""
    before = said.get(axis, value)
    if axis == "fund" and is_part_of(before, value):
        return True
    if axis == "sum" or before == value or (axis == "fund" and is_part_of(value, before)):
        said[axis] = value
        return True
    if axis == "expenditure_kind" and "basic" in (before, value) and {before, value} & PARTS_OF_BASIC:
        said[axis] = next(each for each in (before, value) if each != "basic")
        return True
    return False


def _measure(said: dict[str, str], own: dict[str, str]) -> str | None:
    fund = said.get("fund", _ALL)
    if own.get("fund") and (fund == own["fund"] or is_part_of(own["fund"], fund)):
        fund = _ALL
    if "expenditure_kind" in said and "revenue" in (said.get("flow"), own["flow"]):
        # 专项收入 is no project.
        return None
    kind = said.get("expenditure_kind", "total")
    if kind == own.get("expenditure_kind"):
        kind = "total"
    carry = said.get("carry", "")
    if carry == "carry_forward":
        # What is left at the year's end is no amount of the year, and has no name of its own.
        return None
    # 本年收入 beside expenditure is income; 当年财政拨款安排 is what of the expenditure this year's money pays.
    is_current = carry == "current" and (own["flow"] == "revenue" or "flow" not in said)
    if fund == _ALL and kind == "total" and not is_current and carry != "carry_over":
        return ("budget_amount" if own["flow"] == "both" else said["sum"]) if "sum" in said else None
    if kind != "total":
        # 基本支出 of one fund, or of what was carried in, has no name of its own.
        return _named(kind, _ALL, _ALL) if fund == _ALL and not carry else None
    return _named("total", fund, carry or "current")


@cache
def _named(kind: str, fund: str, carry: str) -> str | None:
    """The measure of a point, the first of the seed where several have it."""
    with (SEEDS / "vocabulary/measures.csv").open(newline="", encoding="utf-8") as file:
        rows = [
            row
            for row in csv.DictReader(file)
            if (row["expenditure_kind"], row["fund_source_key"], row["carry_scope"]) == (kind, fund, carry)
            and not row["base_measure_key"]
        ]
    return rows[0]["measure_key"] if rows else None

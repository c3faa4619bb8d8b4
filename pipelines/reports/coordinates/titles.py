"""The point of the cube that a table's title names, and the table kind that is the name of that point.

Belongs here: composing a title's words. A title with a word left over that nobody knows, or that says two things of one axis, names
no point: better none than a wrong one.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache

from pipelines.reports.coordinates.composing import Cover, along_of, cover
from pipelines.reports.seeds import SEEDS
from pipelines.reports.unnamed_kinds import axes_of_unnamed, unnamed_kind
from pipelines.reports.vocabulary import table_kind

#: Numbers of tables and years, marks between words, and the quotes around 三公.
_MEANINGLESS = re.compile(r"[\d一二三四五六七八九十()\[\],、:.;\-—·/]+")
#: Where the name of a body may end.
_NAME_ENDS = re.compile(
    r"(?:[局委办厅部院会处所站校馆团队社署协]|中心|人大|公司|街道|机关|政府|监狱|医院)(?:\((?:本级|部门|单位)\))?(?!\()"
)
_FISCAL = "fiscal"
_OF_FISCAL = frozenset({"general_public", "government_fund", "state_capital"})
_AXES = ("flow", "fund", "expenditure_kind", "along", "item")
_DEPARTMENT_TARGETS = "department_targets"
_PROJECT_TARGETS = "targets"
_PROJECT, _WHOLE = ("expenditure_kind", "project"), ("item", "whole")
_TARGETS = (_DEPARTMENT_TARGETS, _PROJECT_TARGETS)
#: 政府 says something of a classification only.
_IN_NAMES = frozenset({("along", "government")})
#: How much of what was carried in amounts may hold.
_CARRY_SCOPES = ("current", "carry_over", "all")
#: What a title may say beside its item; anything else (绩效目标 of no project, “三公”经费 of a government fund) is another table.
_BESIDE_AN_ITEM = {
    "flow": ("", "expenditure"),
    "fund": ("", _FISCAL, "general_public"),
    "expenditure_kind": ("", "basic"),
}


@dataclass(frozen=True, slots=True)
class Point:
    """What a title says of its table on each axis; empty where it says nothing."""

    flow: str = ""
    fund: str = ""
    carry: str = ""
    expenditure_kind: str = ""
    along: str = ""
    item: str = ""


@cache
def point_of_title(text: str) -> Point | None:
    """Return the point a title names; None if it holds a word nobody knows, no word at all, or two of one axis.

    A body's name in front (中共某区委组织部2024年项目支出表) is passed over, if none of its words means anything here.
    """
    point = _point(text)
    for name in () if point else _NAME_ENDS.finditer(text):
        head, tail = text[: name.end()], text[name.end() :]
        if all(set(word.values) <= _IN_NAMES for word in cover(head).words) and (point := _point(tail)):
            break
    return point


def _point(text: str) -> Point | None:
    found = cover(text)
    if any(_MEANINGLESS.sub("", piece) for piece in found.rest):
        return None
    values: dict[str, list[str]] = {}
    for axis, value in (pair for word in found.words for pair in word.values):
        if value not in values.setdefault(axis, []):
            values[axis].append(value)
    if values.get("expense") and "three_public" not in values.get("item", []):
        # 公务用车购置及运行费: an item of “三公”经费, not its table.
        return None
    if values.keys() & {"basis", "remainder"}:
        # 增减变化情况表 is about changes, 结余情况表 about what is left: no kind is.
        return None
    if values.keys() & {"without", "prior"}:
        # Without something else than what was carried over, or of the year before: another table.
        return None
    values["item"] = _main_item(values.get("item", []))
    if values["item"] == [_DEPARTMENT_TARGETS] and _is_whole_of_project(found):
        values["item"] = [_PROJECT_TARGETS]
    values["along"] = along_of(values.get("along", []))
    values["fund"] = _narrowest(values.get("fund", []))
    values = {axis: each for axis, each in values.items() if axis in Point.__slots__}
    if not any(values.values()) or any(len(each) > 1 for each in values.values()):
        return None
    return Point(**{axis: each[0] for axis, each in values.items() if each})


def _main_item(items: Sequence[str]) -> list[str]:
    """Of several things in one table (“三公”经费、会议费、培训费) the first that tables are called after; targets are of the others."""
    if {"whole", "targets"} <= set(items):
        return [_DEPARTMENT_TARGETS]
    targets = [item for item in items if item in _TARGETS]
    if targets:
        return targets
    known = {row["item"] for row in _kind_points()}
    return [next((item for item in items if item in known), *items[:1])] if items else []


def _is_whole_of_project(title: Cover) -> bool:
    """True for 专项资金整体绩效目标表: the whole that comes after the project is the project's, not the department's."""
    said = [pair for word in title.words for pair in word.values]
    return _PROJECT in said and said.index(_PROJECT) < said.index(_WHOLE)


def _narrowest(funds: Sequence[str]) -> list[str]:
    """财政拨款政府性基金: of a fund and one that is part of it, the part."""
    return [fund for fund in funds if not (fund == _FISCAL and len(funds) > 1 and set(funds) - {_FISCAL} <= _OF_FISCAL)]


def fund_of_title(text: str) -> str | None:
    """Return the fund source a title names; None if it names none, or is not understood."""
    point = point_of_title(text)
    return point.fund or None if point else None


def carry_of_title(text: str) -> str | None:
    """Return the carry-over a title words (不含上年结转: current); None if it words none, is not understood, or is of the next year."""
    point = point_of_title(text)
    return point.carry if point and point.carry in _CARRY_SCOPES else None


@cache
def kind_of_point(point: Point) -> str | None:
    """Return the table kind that is the name of a point, None if it has none; what was carried in, or on, alone has no kind.

    A title may say what the rows of such a kind run along anyway (支出表 by function, 基本支出表 by economic classification).
    """
    if point.carry in ("carry_over", "carry_forward"):
        return None
    if kind := _at(point):
        return kind
    if point.along and (kind := _at(replace(point, along=""))) and table_kind(kind).runs_along == point.along:
        return kind
    return next((row["table_kind"] for row in _kind_points() if point.item and _is_about(point, row)), None)


def unnamed_kind_of_point(point: Point) -> str | None:
    """Return the kind that spells out a point without a name; None if nothing known is printed like it, or if it is about things.

    What was carried in, or on, alone is no point of the year's money, and an item no kind is called after is not known.
    """
    if point.item or point.carry in ("carry_over", "carry_forward"):
        return None
    return unnamed_kind(point.flow, point.fund, point.expenditure_kind, point.along)


def _at(point: Point) -> str | None:
    return next(
        (row["table_kind"] for row in _kind_points() if all(row[axis] == getattr(point, axis) for axis in _AXES)), None
    )


@cache
def two_sided_kind(kind: str) -> str | None:
    """Return the kind for the same money printed as revenue beside expenditure, where a kind has such a name besides."""
    points = [_axes_of(row) for row in _kind_points() if row["table_kind"] == kind and row["flow"] == "both"]
    names = [row["table_kind"] for row in _kind_points() if _axes_of(row) in points and row["table_kind"] != kind]
    return next((name for name in names if table_kind(name).is_two_sided), None)


@cache
def one_sided_kind(kind: str) -> str | None:
    """Return the kind of the expenditure of a point of both sides, whose rows print both in columns; None for other kinds."""
    axes = kind_axes(kind)
    if axes is None or axes["flow"] != "both":
        return None
    return kind_of_point(Point(flow="expenditure", **{axis: axes[axis] for axis in _AXES if axis != "flow"}))


def _axes_of(row: Mapping[str, str]) -> tuple[str, ...]:
    return tuple(row[axis] for axis in _AXES)


def _is_about(point: Point, row: Mapping[str, str]) -> bool:
    """True if a kind is called after the title's item, and the title says of it what the kind does or nothing that matters."""
    return row["item"] == point.item and all(
        getattr(point, axis) == row[axis] or (not row[axis] and getattr(point, axis) in values)
        for axis, values in _BESIDE_AN_ITEM.items()
    )


def kind_axes(kind: str) -> dict[str, str] | None:
    """What a table kind says of its money on each axis; None for a kind that is no point, or is about things."""
    unnamed = axes_of_unnamed(kind)
    if unnamed:
        return unnamed
    rows = [row for row in _kind_points() if row["table_kind"] == kind]
    return None if not rows or any(row["item"] for row in rows) else rows[0]


def items_of_kind(kind: str) -> frozenset[str]:
    """The things a table kind is about; none for a kind about money alone."""
    return frozenset(row["item"] for row in _kind_points() if row["table_kind"] == kind and row["item"])


@cache
def _kind_points() -> tuple[dict[str, str], ...]:
    with (SEEDS / "vocabulary/kind_points.csv").open(newline="", encoding="utf-8") as file:
        return tuple(csv.DictReader(file))

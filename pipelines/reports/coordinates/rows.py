"""The rows that a label names by its words alone, whether or not anybody has seen that label.

Belongs here: composing the words of a label on the axes of the cube and the known rows that are names of that point (seeds
``row_labels``, ``row_key_facts``). A label with a word nobody knows, or that says two things of one axis, names none.
"""

from __future__ import annotations

import csv
import re
from functools import cache

from pipelines.reports.coordinates.composing import Cover, cover, vocabulary
from pipelines.reports.coordinates.funds import is_part_of
from pipelines.reports.seeds import SEEDS

_MEANINGLESS = re.compile(r"[()\[\],、:.;\-—·/]+")
_ALL = "all"
_AXES = frozenset({"flow", "fund", "carry", "remainder", "expenditure_kind", "sum"})
#: A name says one of these; 专项 alone ends the names of projects.
_OF_A_NAME = frozenset({"flow", "fund", "carry"})
_SIDES = ("revenue", "expenditure")
_BASIC = "basic"
PARTS_OF_BASIC = frozenset({"basic_personnel", "basic_operating"})


@cache
def row_keys_of_label(label: str, side: str, own_fund: str | None = None) -> tuple[str, ...]:
    """Return the keys of the rows a label may name on a side (revenue, expenditure) of a table; more than one only for totals.

    In a table of one fund alone (``own_fund``) 本年财政拨款支出 is the expenditure of the year.
    """
    said = _said(label)
    if not said or said.get("flow", side) != side:
        return ()
    if own_fund and said == {"carry": "current", "fund": own_fund, "flow": side}:
        return (f"{side}_current_total",)
    if side == "revenue":
        return _revenue(said)
    return _expenditure(said)


@cache
def row_names(label: str) -> frozenset[str]:
    """Return the keys of the rows, on either side, that a label without numbering is a whole name of.

    None for what may be the end of a longer name: 结转结余 of 财政拨款结转结余, 专项资金 of a project.
    """
    keys = frozenset(key for side in _SIDES for key in row_keys_of_label(label, side))
    return frozenset() if not keys or _is_ending(cover(label)) else keys


def is_word_cut(first: str, second: str) -> bool:
    """True if a word runs from the end of one text into the next: 一般公共预算|财政拨款收入, not 财政拨款|上年结转."""
    return cover(first + second).words != (*cover(first).words, *cover(second).words)


def _is_ending(found: Cover) -> bool:
    values = {value for word in found.words for value in word.values}
    is_undated = found.words[0].text.startswith(_remainders())
    is_forward = ("carry", "carry_forward") in values
    return not {axis for axis, _ in values} & _OF_A_NAME or (is_undated and not is_forward)


def _said(label: str) -> dict[str, str] | None:
    """What a label says on each axis; None if a word of it is unknown, or two say different things."""
    found = cover(label)
    if any(_MEANINGLESS.sub("", piece) for piece in found.rest):
        return None
    said: dict[str, str] = {}
    for axis, value in (pair for word in found.words for pair in word.values):
        before = said.get(axis, value)
        if axis not in _AXES:
            return None
        if axis == "fund" and is_part_of(before, value):
            continue
        if axis == "expenditure_kind" and {before, value} == PARTS_OF_BASIC:
            # 人员经费和公用经费: both together are the whole.
            value = before = _BASIC
        if before != value and not (axis == "fund" and is_part_of(value, before)) and axis != "sum":
            return None
        said[axis] = value
    return said


def _revenue(said: dict[str, str]) -> tuple[str, ...]:
    if "expenditure_kind" in said:
        return ()
    fund, carry = said.get("fund", _ALL), said.get("carry", "")
    if "remainder" in said and not carry:
        # 财政拨款结转结余 is carried over; 本年结余 is left over.
        if fund == _ALL:
            return ()
        carry = said["remainder"]
    if carry == "carry_forward":
        return ()
    if fund == _ALL and not carry:
        # 收入合计 is the total, or the sum of the year's: the rows around it decide. 小计 alone may be of any rows.
        return ("revenue_current_total", "revenue_grand_total") if {"sum", "flow"} <= said.keys() else ()
    return _named(fund, carry or "current", "")


def _expenditure(said: dict[str, str]) -> tuple[str, ...]:
    """Totals, and kinds of expenditure by purpose; a fund on this side is a half of its own, and no row."""
    if said.get("carry") == "carry_forward" and "expenditure_kind" not in said:
        return _named(_ALL, _ALL, "carry_forward")
    if said.keys() & {"fund", "carry", "remainder"}:
        return ()
    if "expenditure_kind" not in said:
        return ("expenditure_current_total", "expenditure_grand_total") if {"sum", "flow"} <= said.keys() else ()
    return _named(_ALL, _ALL, said["expenditure_kind"])


@cache
def _remainders() -> tuple[str, ...]:
    """结转, 结余: of which year, the words before them say."""
    return tuple(text for text, word in vocabulary().items() if any(axis == "remainder" for axis, _ in word.values))


@cache
def _named(fund: str, carry: str, kind: str) -> tuple[str, ...]:
    """The rows of summaries that are names of a point, the first of the seed where several have it."""
    with (SEEDS / "facts/row_key_facts.csv").open(newline="", encoding="utf-8") as file:
        keys = [
            row["row_key"]
            for row in csv.DictReader(file)
            if (row["fund_source_key"], row["carry_scope"], row["expenditure_kind"]) == (fund, carry, kind)
            and row["row_key"].startswith(("revenue_", "expenditure_"))
        ]
    return tuple(keys[:1])

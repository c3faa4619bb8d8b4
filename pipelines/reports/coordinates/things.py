"""What a column holds in a table about things: purchases, services, assets, targets of projects.

Belongs here: composing a header's words there: an amount of the thing itself (项目总额, 采购金额合计), the part of it that one fund pays
(其中/财政资金), or that is reserved for small enterprises. Tables about money alone belong to ``headers``.
"""

from __future__ import annotations

import re
from functools import cache

from pipelines.reports.coordinates.composing import cover
from pipelines.reports.coordinates.headers import measure_of_source
from pipelines.reports.coordinates.reserved import reserved_for
from pipelines.reports.coordinates.titles import items_of_kind
from pipelines.reports.words import header_segment

_MARKS = re.compile(r"[\d()\[\],、:.;\-—·/]+|其中")
#: What says nothing new, for the table's kind has said it; 申请 is another quantity of assets than theirs.
_OWN_WORDS = {
    "procurement": ("项目", "采购"),
    "purchased_services": ("项目", "购买"),
    "assets": (),
    "targets": ("项目", "申请", "投入"),
}
#: How the header of what indicators are to reach ends (本年绩效指标值), and what else such headers say.
_INDICATOR_VALUE = "指标值"
_OF_INDICATORS = re.compile("绩效|目标")
_PROJECT = "项目"
_NUMBERS = re.compile("[一二三四]")
#: How the headers of codes and of names end.
_ENDINGS = {"编码": "code", "代码": "code", "名称": "name"}
#: By the item a kind is about: the measure of its amounts.
_AMOUNT = {
    "procurement": "procurement_amount",
    "purchased_services": "purchased_service_amount",
    "assets": "asset_approved_amount",
    "targets": "project_investment",
}
#: How many, and at what price, by the thing.
_COUNTED = {
    "quantity": {"procurement": "quantity", "purchased_services": "quantity", "assets": "asset_quantity"},
    "unit_price": {"procurement": "unit_price", "purchased_services": "unit_price", "assets": "unit_price"},
}
_MERE_AMOUNTS = frozenset({"total", "budget_amount"})
_FUNDING = "project_funding"
_PARTS = {
    "fiscal": "project_funding_fiscal",
    "general_public": "project_funding_fiscal",
    "fiscal_account": "project_funding_fiscal_account",
    "other": "project_funding_other",
}
_CARRIED_OVER = "project_funding_carry_over"
#: By fund and carry-over.
_ROWS = {
    ("fiscal", ""): "project_funds_fiscal",
    ("other", ""): "project_funds_other",
    ("", "carry_over"): "project_funds_carry_over",
}
#: What one level of government pays is a part of the fiscal funds.
_OF_ONE_LEVEL = re.compile("中央|级")


@cache
def measure_of_thing(path: tuple[str, ...], kind: str) -> str | None:
    """Return the measure that a header's words name in a table about things; None if they name none for certain."""
    item = _item(kind)
    said = _said(path, item) if item else None
    if said is None or item is None:
        return None
    if "reserved" in said:
        return f"procurement_{said['reserved']}_amount" if item == "procurement" else None
    if said.keys() & {"fund", "carry"}:
        if item == "procurement":
            return measure_of_source(said.get("fund", ""), said.get("carry", ""))
        return _FUNDING if item == "targets" and part_of_thing(path, kind) else None
    counted = said.get("sum")
    if counted in _COUNTED:
        return _COUNTED[counted].get(item)
    return _AMOUNT[item] if counted else None


@cache
def part_of_thing(path: tuple[str, ...], kind: str) -> str | None:
    """Return the part of a project's funding that a header's words name: fiscal, other, carried over."""
    said = _said(path, "targets") if _item(kind) == "targets" else None
    if said is None:
        return None
    return _CARRIED_OVER if said.get("carry") == "carry_over" else _PARTS.get(said.get("fund", ""))


@cache
def field_of_thing(header: str, kind: str) -> str | None:
    """Return the field of a column whose header says no more than that it holds projects, or what indicators are to reach; None else.

    采购项目, 一级项目名称, 项目代码; 本年绩效指标值, but not 近两年指标值.
    """
    item, text = _item(kind), header_segment(header)
    if item == "targets" and text.endswith(_INDICATOR_VALUE):
        return (
            "indicator_target" if _says_no_more(_OF_INDICATORS.sub("", text.removesuffix(_INDICATOR_VALUE))) else None
        )
    ending = next((ending for ending in _ENDINGS if text.endswith(ending)), "")
    text = text.removesuffix(ending)
    found = cover(text)
    if item is None or not text.endswith(_PROJECT) or any(word.values for word in found.words):
        return None
    is_known = not any(_NUMBERS.sub("", _unknown(piece, item)) for piece in found.rest)
    return f"project_{_ENDINGS.get(ending, 'name')}" if is_known else None


def _says_no_more(text: str) -> bool:
    """True for a text of words without a meaning of their own, or none."""
    found = cover(text)
    return not found.rest and not any(word.values for word in found.words)


@cache
def row_of_thing(label: str, kind: str) -> str | None:
    """Return the row of a project's funding that a label's words name: all of it, or the fiscal, other, carried over part."""
    said = _said((label,), "targets") if _item(kind) == "targets" and not _OF_ONE_LEVEL.search(label) else None
    if not said or not said.keys() <= {"sum", "fund", "carry"} or said.get("sum", "total") not in _MERE_AMOUNTS:
        return None
    if said.keys() == {"sum"}:
        # 合计 alone may be the sum of any rows, of several projects too.
        return "project_funds_total" if len(cover(label).words) > 1 else None
    carry = said.get("carry", "")
    return _ROWS.get((said.get("fund", ""), "" if carry == "current" else carry))


def own_amount(measure: str, kind: str | None) -> str:
    """The measure of a mere amount (金额, 合计) in a table about things: that of its things; the total of “三公” expenses is theirs."""
    if measure == "total" and "three_public" in items_of_kind(kind or ""):
        return "three_public_total"
    item = _item(kind or "")
    return _AMOUNT[item] if item and measure in _MERE_AMOUNTS else measure


def _item(kind: str) -> str | None:
    return next((item for item in sorted(items_of_kind(kind)) if item in _AMOUNT), None)


def _said(path: tuple[str, ...], item: str) -> dict[str, str] | None:
    """What a path's words say by axis, the innermost last; None if one is not known or says two things at once."""
    reserved = reserved_for(path)
    if reserved != "":
        return {"reserved": reserved} if reserved else None
    said: dict[str, str] = {}
    for segment in path:
        found = cover(header_segment(segment))
        values = dict(value for word in found.words for value in word.values)
        if any(_unknown(piece, item) for piece in found.rest) or values.keys() - {
            "sum",
            "fund",
            "carry",
            "flow",
            "item",
        }:
            return None
        said |= values
    return said


def _unknown(piece: str, item: str) -> str:
    """What of a piece between known words nobody knows."""
    for word in _OWN_WORDS[item]:
        piece = piece.replace(word, "")
    return _MARKS.sub("", piece)

"""Figures with a unit in running text: 1,800.97 万元, 18.44%, 33 人, 1 辆.

Belongs here: finding them and reading them exactly. Years, dates, document numbers, list numbers and codes have no unit of
this list behind them and are no figures. What a figure says of what is decided in ``roles`` and ``subjects``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from pipelines.contract.printed_numbers import WHOLE_IN_TEXT

Kind = Literal["money", "percent", "count", "other"]

_NUMBER = rf"(?<![\dA-Za-z.,〔〕\[\]])(?P<number>[+-]?{WHOLE_IN_TEXT}(?:\.\d+)?)"
_MULTIPLIERS = {"元": 1, "百元": 100, "千元": 1000, "万元": 10_000, "百万元": 1_000_000, "亿元": 100_000_000}
#: 万 alone after an amount (1720.00万) is 万元 where nothing but punctuation follows.
_MONEY = r"(?:人民币)?(?P<money>百万元|亿元|万元|千元|百元|元|万(?=[,。;、)\s]|$))"
_PERCENT = r"(?P<percent>%|‰|个百分点)"
_COUNT = (
    r"(?P<count>[万亿]?(?:人次|人|名|辆|台|艘|套|件|个|家|批次|批|户|所|幢|栋|间|宗|项|条|场次|场|期|次|份|篇|部|处|座))"
    r"(?P<and>\([^()]{1,8}\)(?=[,。;、:)]|$))?"
)
_OTHER = r"(?P<other>[万亿]?(?:平方米|㎡|平方公里|公里|亩|公顷|吨|小时|课时|学时|米))"
_FIGURE = re.compile(rf"{_NUMBER}\s*(?:{_MONEY}|{_PERCENT}|{_OTHER}|{_COUNT})")
#: 元/平方米 is a price; 第 3 次, 十四五, 3 个月 and 2 个工作日 are no counts of the report's matter.
_PRICE = re.compile(r"\s*/\s*[^\s,。;、()]{1,6}")
_NO_FIGURE_AFTER = re.compile(r"月|工作日|小时|季度|年度")
_ORDINAL_BEFORE = re.compile(r"第\s*$")
_THRESHOLD_AFTER = re.compile(r"\s*(?:\(含\)|\(不含\))?(?:及)?(?:以上|以下|以内|之内|\(含\))")
_MAX_DECIMALS = 6
_MAX_WHOLE_DIGITS = 18


@dataclass(frozen=True, slots=True)
class NarrativeFigure:
    """A figure at ``start:end`` of its paragraph (the number ends at ``number_end``), as printed and as a number.

    ``multiplier`` is yuan per printed unit for money. A threshold (100 万元以上) bounds something else and states nothing.
    """

    start: int
    number_end: int
    end: int
    text: str
    value: Decimal
    decimals: int
    unit: str
    kind: Kind
    multiplier: int | None
    is_threshold: bool


def find_figures(text: str, folded: str, start: int = 0, end: int | None = None) -> Iterator[NarrativeFigure]:
    """Yield the figures of ``text[start:end]``; ``folded`` is the text with punctuation folded (same length)."""
    for found in _FIGURE.finditer(folded, start, len(folded) if end is None else end):
        figure = _read(found, text, folded)
        if figure is not None:
            yield figure


def _read(found: re.Match[str], text: str, folded: str) -> NarrativeFigure | None:
    if _ORDINAL_BEFORE.search(folded, 0, found.start()) or (
        found["count"] and _NO_FIGURE_AFTER.match(folded, found.end())
    ):
        return None
    printed = text[found.start("number") : found.end("number")]
    number = found["number"].replace(",", "")
    whole, _, decimals = number.partition(".")
    if len(decimals) > _MAX_DECIMALS or len(whole) > _MAX_WHOLE_DIGITS:
        return None
    unit = text[found.end("number") : found.end()].strip()
    money = found["money"]
    kind: Kind = "money" if money else "percent" if found["percent"] else "count" if found["count"] else "other"
    multiplier = _MULTIPLIERS.get("万元" if money == "万" else money or "")
    end = found.end()
    price = _PRICE.match(folded, end) if money else None
    if price:
        kind, multiplier, end = "other", None, price.end()
        unit = text[found.end("number") : end].strip()
    if found["percent"] in ("‰", "个百分点"):
        kind = "other"
    is_threshold = _THRESHOLD_AFTER.match(folded, end) is not None
    return NarrativeFigure(
        found.start(),
        found.end("number"),
        end,
        printed,
        Decimal(number),
        len(decimals),
        unit,
        kind,
        multiplier,
        is_threshold,
    )

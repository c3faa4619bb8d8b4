"""What a column holds in a form about all of a department's money (整体支出绩效目标表): all of it, or the part of a fund or a kind.

Belongs here: composing a header's words there (预算金额/财政拨款, 财政拨款/基本支出, 按支出性质分/项目支出). Tables about money alone belong
to ``headers``, the funding of single projects to ``things``.
"""

from __future__ import annotations

import csv
import re
from functools import cache

from pipelines.reports.coordinates.composing import cover
from pipelines.reports.coordinates.funds import is_part_of
from pipelines.reports.coordinates.titles import items_of_kind
from pipelines.reports.seeds import SEEDS
from pipelines.reports.words import header_segment

_ITEM = "department_targets"
#: All of the money; its parts are derived from it in seed ``measures``.
_WHOLE = "funding_amount"
_MARKS = re.compile(r"[\d()\[\],、:.;\-—·/]+|其中|[千万亿]?元")
#: What such a form is for says nothing of the money: 年度预算申请, 资金来源, 按收入性质分.
_OWN_WORDS = ("申请", "来源", "分")
_AMOUNTS = frozenset({("sum", "total"), ("sum", "budget_amount")})
#: What may be said besides, and changes nothing of what a column is of.
_SAYS_NOTHING_NEW = frozenset({("flow", "revenue"), ("flow", "expenditure"), ("along", "use"), ("carry", "current")})


@cache
def measure_of_funding(path: tuple[str, ...], kind: str) -> str | None:
    """Return the measure that a header's words name in a form about a department's money; None if they name none for certain."""
    if _ITEM not in items_of_kind(kind):
        return None
    fund, expenditure_kind, has_amount = "", "", False
    for segment in path:
        found = cover(header_segment(segment))
        if any(_unknown(piece) for piece in found.rest):
            return None
        for axis, value in (pair for word in found.words for pair in word.values):
            if axis == "fund" and (not fund or fund == value or is_part_of(value, fund)):
                fund = value
            elif axis == "expenditure_kind" and expenditure_kind in ("", value):
                expenditure_kind = value
            elif (axis, value) in _AMOUNTS:
                has_amount = True
            elif (axis, value) not in _SAYS_NOTHING_NEW:
                return None
    if fund or expenditure_kind:
        return _named(expenditure_kind or "total", fund or "all")
    return _WHOLE if has_amount else None


def _unknown(piece: str) -> str:
    for word in _OWN_WORDS:
        piece = piece.replace(word, "")
    return _MARKS.sub("", piece)


@cache
def _named(expenditure_kind: str, fund: str) -> str | None:
    """The part of a department's money of one fund and kind of expenditure, if there is such a measure."""
    with (SEEDS / "vocabulary/measures.csv").open(newline="", encoding="utf-8") as file:
        return next(
            (
                row["measure_key"]
                for row in csv.DictReader(file)
                if (row["base_measure_key"], row["expenditure_kind"], row["fund_source_key"])
                == (_WHOLE, expenditure_kind, fund)
            ),
            None,
        )

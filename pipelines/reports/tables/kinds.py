"""Which kind of table a title names and which one its header shows.

Belongs here: recognition by what the title's words compose to (``coordinates.titles``), else by the listed words of seed
``table_kinds``. A title that says more than its kind's words (经济分类,
机关运行 …) names another table: better no kind than a wrong one. Title and header may disagree; both are kept, the title wins.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from pipelines.reports.coordinates.titles import kind_of_point, point_of_title, two_sided_kind, unnamed_kind_of_point
from pipelines.reports.vocabulary import table_kinds
from pipelines.reports.words import best_alternative, comparable, matched_length

#: Words that change what a table is about; left over beside a kind's own words, they make it another table.
_DECISIVE_WORDS = (
    "财政拨款", "一般公共预算", "政府性基金", "国有资本", "基本", "项目", "三公", "采购", "购买服务", "绩效",
    "经济分类", "机关运行", "财政专户", "资产", "转移支付", "结转", "人员", "会议费", "债务", "按功能", "编制", "目录", "专项资金",
    "自评", "评价", "完成情况",
)  # fmt: skip


_TABLE = "表"
#: The halves of a two-sided table, and the numbers of the rows before them.
_MOST_GROUPS = 3


@dataclass(frozen=True, slots=True)
class Kind:
    """What title and header say; ``key`` is the kind decided on, None if neither can be relied upon."""

    key: str | None
    by_title: str | None
    by_header: str | None


def recognise_kind(title: str | None, header_text: str) -> Kind:
    """Decide the kind from title and header; without a title a header's kind counts if only one kind fits it."""
    by_title = kind_of_title(comparable(title)) if title else None
    by_header = kind_of_header(comparable(header_text))
    if by_title and _shows_halves(header_text):
        return Kind(two_sided_kind(by_title) or by_title, by_title, by_header)
    return Kind(by_title or (None if title else by_header), by_title, by_header)


def _shows_halves(header_text: str) -> bool:
    """True for a header whose outermost row says nothing but 收入 and 支出, side by side."""
    groups = [comparable(text) for text in header_text.split("/", 1)[0].split("|")]
    return {"收入", "支出"} <= set(groups) and len(groups) <= _MOST_GROUPS


@cache
def kind_of_title(words: str) -> str | None:
    """Return the kind a comparable title names; None if it names none, or names more than that kind.

    A title whose words all mean something says it by their composition; the listed titles of the kinds are for those with a name
    in them (of a body, of a project) that no vocabulary holds. A point that has no name is spelt out instead.
    """
    point = point_of_title(words)
    if point is not None:
        named = kind_of_point(point)
        # 财政拨款支出 alone may be any line; what calls itself 表 is one, though its point has no name.
        return named or (unnamed_kind_of_point(point) if _TABLE in words else None)
    scored = sorted(((matched_length(kind.title_words, words), kind.key) for kind in table_kinds()), reverse=True)
    for score, key in scored:
        if not score:
            return None
        kind = next(kind for kind in table_kinds() if kind.key == key)
        rest = words
        for word in best_alternative(kind.title_words, words):
            rest = rest.replace(word, "＿", 1)
        if not any(word in rest and word not in kind.harmless_title_words for word in _DECISIVE_WORDS):
            return key
    return None


@cache
def kind_of_header(words: str) -> str | None:
    """Return the kind whose header words account for most of a comparable header; None on a draw."""
    scored = sorted(((matched_length(kind.header_words, words), kind.key) for kind in table_kinds()), reverse=True)
    if not scored[0][0] or scored[0][0] == scored[1][0]:
        return None
    return scored[0][1]

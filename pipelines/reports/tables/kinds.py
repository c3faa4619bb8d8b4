"""Which kind of table a title names and which one its header shows.

Belongs here: recognition by what the title's words compose to (``coordinates.titles``), else by the listed words of seed
``table_kinds``. A title that says more than its kind's words (经济分类,
机关运行 …) names another table: better no kind than a wrong one. Title and header may disagree; both are kept, the title wins.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

from pipelines.reports.coordinates.composing import cover
from pipelines.reports.coordinates.economic_columns import along_of_classes
from pipelines.reports.coordinates.titles import (
    Point,
    kind_of_point,
    one_sided_kind,
    point_of_title,
    two_sided_kind,
    unnamed_kind_of_point,
)
from pipelines.reports.tables.unit_names import is_unit_name
from pipelines.reports.vocabulary import table_kinds
from pipelines.reports.words import best_alternative, comparable, matched_length

#: Words that change what a table is about; left over beside a kind's own words, they make it another table.
_DECISIVE_WORDS = (
    "财政拨款", "一般公共预算", "政府性基金", "国有资本", "基本", "项目", "三公", "采购", "购买服务", "绩效",
    "经济分类", "机关运行", "财政专户", "资产", "转移支付", "结转", "人员", "会议费", "债务", "按功能", "编制", "目录", "专项资金",
    "自评", "评价", "完成情况",
)  # fmt: skip

#: So long a word is known, too, where one of its characters is another (财政拔款): the reading of a picture, or the typist, erred.
_MIN_LENGTH_OF_NEAR = 4
#: Too short to be known by one character, but for the 支出 behind them.
_DECISIVE_PAIRS = ("基本支出", "项目支出", "收入支出")
#: What stands where the listed words stood; and revenue right before them, which the listed title of the other side leaves out.
_LISTED = "＿"
_OTHER_SIDE = re.compile(f"收入.{{0,2}}{_LISTED}")
_TABLE = "表"
#: The halves of a two-sided table, and the numbers of the rows before them.
_MOST_GROUPS = 3


@dataclass(frozen=True, slots=True)
class Kind:
    """What title and header say; ``key`` is the kind decided on, None if neither can be relied upon."""

    key: str | None
    by_title: str | None
    by_header: str | None


def recognise_kind(title: str | None, header_text: str, paths: Sequence[tuple[str, ...]] = ()) -> Kind:
    """Decide the kind from title and header; without a title a header's kind counts if only one kind fits it.

    ``paths`` are the header's, by column: what a title says that the table is divided by may be printed across.
    """
    by_title = _kind_beside(comparable(title), along_of_classes(paths)) if title else None
    by_header = kind_of_header(comparable(header_text))
    if by_title and _shows_balance(header_text):
        by_title = one_sided_kind(by_title) or by_title
    if by_title and _shows_halves(header_text):
        return Kind(two_sided_kind(by_title) or by_title, by_title, by_header)
    return Kind(by_title or (None if title else by_header), by_title, by_header)


def _shows_halves(header_text: str) -> bool:
    """True for a header whose outermost row says nothing but 收入 and 支出, side by side."""
    groups = [comparable(text) for text in header_text.split("/", 1)[0].split("|")]
    return {"收入", "支出"} <= set(groups) and len(groups) <= _MOST_GROUPS


def _kind_beside(words: str, along: str | None) -> str | None:
    """The kind a title names; where the columns run along what it says (按政府预算经济分类), the names of the rows do not."""
    point = point_of_title(words) if along else None
    return _kind_of(replace(point, along="function"), words) if point and point.along == along else kind_of_title(words)


def _kind_of(point: Point, words: str) -> str | None:
    """The kind at a point; 财政拨款支出 alone may be any line, but what calls itself 表 is one, though its point has no name."""
    return kind_of_point(point) or (unnamed_kind_of_point(point) if _TABLE in words else None)


def _shows_balance(header_text: str) -> bool:
    """True for a header that prints what there was, came in, went out and is left as groups of columns side by side, no halves."""
    rows = [{comparable(text) for text in row.split("|")} for row in header_text.split("/")]
    return any(row >= {"本年收入", "本年支出"} and len(row) > _MOST_GROUPS for row in rows)


@cache
def kind_of_title(words: str) -> str | None:
    """Return the kind a comparable title names; None if it names none, or names more than that kind.

    A title whose words all mean something says it by their composition; the listed titles of the kinds are for those with a name
    in them (of a body, of a project) that no vocabulary holds, and for those that are not what their words compose to. A point that has
    no name is spelt out instead.
    """
    point = point_of_title(words)
    if point is not None:
        return _listed_otherwise(words) or _kind_of(point, words)
    scored = sorted(((matched_length(kind.title_words, words), kind.key) for kind in table_kinds()), reverse=True)
    for score, key in scored:
        if not score:
            return None
        kind = next(kind for kind in table_kinds() if kind.key == key)
        rest = words
        for word in best_alternative(kind.title_words, words):
            rest = rest.replace(word, _LISTED, 1)
        decisive = [word for word in _DECISIVE_WORDS if word not in kind.harmless_title_words]
        if not any(word in rest for word in decisive):
            return None if _is_other_side(rest) or _is_misread(words, rest, decisive) else key
    return None


def _is_other_side(rest: str) -> bool:
    """True if revenue stands right before what is listed as a title of expenditure (收入/支出总表)."""
    return _OTHER_SIDE.search(rest) is not None


def _is_misread(words: str, rest: str, decisive: Sequence[str]) -> bool:
    """True if a title prints a decisive word with one other character; not 基地支出, where a body's name ends."""
    if any(any(_near_places(word, rest)) for word in decisive if len(word) >= _MIN_LENGTH_OF_NEAR):
        return True
    return any(not is_unit_name(words[: place - 2]) for pair in _DECISIVE_PAIRS for place in _near_places(pair, words))


def _near_places(word: str, text: str) -> Iterator[int]:
    """Yield where a text has printed a word with one other character in it."""
    for end in range(len(word), len(text) + 1):
        if sum(map(str.__ne__, text[end - len(word) : end], word)) == 1:
            yield end


def _listed_otherwise(words: str) -> str | None:
    """The kind of a title that is listed as another than its words compose to, where nothing beside it means anything."""
    for title, key in _titles_listed_otherwise().items():
        rest = words.split(title)
        if len(rest) > 1 and not any(word.values for piece in rest for word in cover(piece).words):
            return key
    return None


@cache
def _titles_listed_otherwise() -> dict[str, str]:
    """特定目标类支出表 is one of projects, and composes to any expenditure: 特定目标类 says nothing beside 项目支出."""
    listed = [(title, kind.key) for kind in table_kinds() for title in kind.title_words.split("|") if title]
    points = {title: point_of_title(title) for title, _ in listed if "&" not in title}
    return {title: key for title, key in listed if (point := points.get(title)) and _kind_of(point, title) != key}


@cache
def kind_of_header(words: str) -> str | None:
    """Return the kind whose header words account for most of a comparable header; None on a draw."""
    scored = sorted(((matched_length(kind.header_words, words), kind.key) for kind in table_kinds()), reverse=True)
    if not scored[0][0] or scored[0][0] == scored[1][0]:
        return None
    return scored[0][1]

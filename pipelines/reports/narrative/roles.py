"""What a figure says of its subject, told by the words before it: amount, change, percentage, share, completion.

Belongs here: words of comparison, of reasons and of purposes. Whose figure it is belongs to ``subjects``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from pipelines.reports.narrative.figures import NarrativeFigure

_FILLER = r"(?:了|额|额为|幅度|幅度为|率|率为|约|近|为|达|共|合计|各|均|\s)*"
_INCREASE = r"(?:大于|高于|多于)(?:上年|去年)(?:预算)?数?|增加|增长|上升|提高|增幅|涨幅|调增|增收|增支|上涨|多|新增|增"
_DECREASE = (
    r"(?:小于|低于|少于)(?:上年|去年)(?:预算)?数?|减少|下降|降低|压减|压缩|缩减|降幅|调减|减幅|减支|减收|核减|少|降|减"
)
_CHANGE = re.compile(rf"(?:(?P<increase>{_INCREASE})|(?P<decrease>{_DECREASE})){_FILLER}$")
_SHARE = re.compile(r"占[^,。;:占]{0,60}$|比重(?:为|约为|达)?$|比例(?:为|约为|达)?$")
_OF_BUDGET = r"(?:20\d\d年?度?|年初|全年|年度|当年|调整后?|批复)的?"
_COMPLETION = re.compile(
    rf"(?:完成了?(?:{_OF_BUDGET})*|为(?:{_OF_BUDGET})+)(?:部门)?预算(?:数|额|安排)?的?(?:为|约|达)?$"
    r"|(?:预算|支出)?(?:执行|完成)率(?:为|约|达|达到)?$"
)
_COMPARED = re.compile(r"(?:比|较|同比|与|同)(?:(?:20\d\d)年?度?|上年|去年|上一年)")
_PRIOR = re.compile(
    r"(?:比|较|与|同)(?:上年度?|去年|上一年度?)(?!结[转余])[^,。;:]{0,24}$"
    r"|(?:上年度?|去年|上一年度?)(?:同期|年初|部门|财政拨款|预算|执行|决算|支出|收入)*(?:金额|数|额)?(?:为|是|合计|共)?\s*:?\s*$"
)
_PRIOR_YEAR = re.compile(r"(?:比|较|与|同)(?P<year>20\d\d)年度?(?:[^,。;:]{0,30})\s*$")
_BUDGETED = re.compile(
    r"(?:年初预算|全年预算|调整预算|预算|预算安排)(?:数|金额)?(?:为|是)?\s*$|(?:年初|全年|调整后?)预算(?:安排|批复|下达)[^,;。:]{1,20}$"
)
_SPENT = re.compile(r"决算|实际支出|实际执行")
_AGAINST_BUDGET = re.compile(r"(?:与|比|较|同|和)[^,;。:\d]{0,8}预算")
_BUDGET_ALONE = re.compile(r"(?:年初|全年|调整后?|追加后?)的?预算(?:数|金额)?(?:为|是)?")
_SAME = re.compile(r"(?:持平|一致|相同|无变化|无增减|没有变化|未发生变化|不变|保持不变)")
_REASON = re.compile(r"原因|由于|主要是|主要为|主要系|系因|因为|是因|一是|二是|三是|其中[^,]{0,6}新增")
_REASON_BEGINS = re.compile(
    r"^\s*(?:主要)?(?:变动|变化|增减|增加|减少)?的?(?:主要)?(?:原因|由于|因)?(?:是|为|系|在于)?[::]?"
)
_PURPOSE = re.compile(r"用于|用作|以便|计划(?:用|购)|拟(?:用|购置)")
_ASIDE = re.compile(rf"(?:{_REASON.pattern}|{_PURPOSE.pattern})[^;。]*")


@dataclass(frozen=True, slots=True)
class Role:
    """The role of a figure, the direction of a change, and where in the text before it the words of the role begin."""

    name: str
    direction: str | None
    words_start: int


def role_of(figure: NarrativeFigure, before: str, sentence: str, has_group: bool) -> Role:
    """Return the role of ``figure``; ``before`` is the folded text of its clause up to it.

    Args:
        figure: The figure.
        before: Folded text from the beginning of its clause.
        sentence: Folded text of the whole sentence.
        has_group: True if an amount was stated before that a comparison can refer to.
    """
    change = _CHANGE.search(before)
    is_money_or_count = figure.kind in ("money", "count")
    if figure.kind == "percent":
        completion = _COMPLETION.search(before)
        if completion and not change:
            return Role("completion_percent", None, completion.start())
        share = _SHARE.search(before)
        if share:
            return Role("share_percent", None, share.start())
        if change:
            return Role("change_percent", _direction(change), change.start())
        return Role("other", None, len(before))
    if change and is_money_or_count:
        return Role("change", _direction(change), change.start())
    if figure.kind == "other" or figure.is_threshold:
        return Role("other", None, len(before))
    prior = _PRIOR.search(before) or _PRIOR_YEAR.search(before)
    if prior and is_money_or_count:
        return Role("prior_amount", None, prior.start())
    budgeted = _BUDGETED.search(before)
    if budgeted and _SPENT.search(sentence) and "决算" not in before[budgeted.start() :]:
        return Role("budget_amount", None, budgeted.start())
    return Role("count" if figure.kind == "count" else "amount", None, len(before))


def without_reason_words(words: str) -> str:
    """Return ``words`` without what introduces a reason at their beginning (主要原因是)."""
    return _REASON_BEGINS.sub("", words)


def share_base(words: str) -> str:
    """Return the words that name the whole of a share: 本年支出预算 of 占本年支出预算的; empty if there are none."""
    found = _SHARE.search(words)
    base = words[found.start() :] if found else ""
    return re.sub(r"(?:的?(?:比重|比例)?(?:为|约为|达)?|的|近|约)$", "", base[1:]) if base.startswith("占") else ""


def says_same(after: str) -> bool:
    """True if the clause after an amount says it has not changed (与 2023 年一致, 与上年持平)."""
    return _SAME.search(after) is not None and "不一致" not in after


def compared_at(text: str) -> int:
    """Return where a comparison with another year begins in ``text`` (比 2023 年 …), -1 if there is none."""
    found = _COMPARED.search(text)
    return found.start() if found else -1


def compares_with_budget(text: str) -> bool:
    """True if ``text`` begins by comparing with a budget (与年初预算 9 万元相比)."""
    return _AGAINST_BUDGET.match(text) is not None


def is_another_budget(text: str) -> bool:
    """True if ``text`` only says which budget the figure is (调整预算)."""
    return _BUDGET_ALONE.fullmatch(text) is not None


def is_reason(text: str) -> bool:
    """True if ``text`` gives reasons: its figures don't state the report's own totals."""
    return _REASON.search(text) is not None


def is_purpose(text: str) -> bool:
    """True if ``text`` says what money is used for."""
    return _PURPOSE.search(text) is not None


def without_reasons(text: str) -> str:
    """Return ``text`` without its reasons and purposes, up to the semicolon or full stop that ends them.

    A year told in a reason (部分 2025 年资金来源为政府性基金；运行维护费 424.80 万元) is not the year of what follows.
    """
    return _ASIDE.sub("", text)


def _direction(found: re.Match[str]) -> str:
    return "increase" if found["increase"] else "decrease"

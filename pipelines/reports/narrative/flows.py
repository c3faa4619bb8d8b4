"""Bare 收入, 支出 and 结转 that are of one fund, told by the heading or by the figure before them.

Belongs here: 政府性基金预算财政拨款收入9万元，支出8万元; 财政拨款收入总计9万元，支出总计9万元; 本年收入 below a heading about one fund;
一般公共预算本年收入9万元、上年结转1万元，政府性基金预算本年收入0万元、上年结转0万元. What the words themselves name is found in ``subjects``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from pipelines.reports.narrative.drafts import Draft
from pipelines.reports.narrative.sections import Section
from pipelines.reports.narrative.subjects import Subject, renamed

#: Revenue and the expenditure paid from it.
_SIDES = {
    "revenue_general_public": "general_public_total",
    "revenue_government_fund": "government_fund_total",
    "revenue_state_capital": "state_capital_total",
    "revenue_fiscal": "fiscal_expenditure",
    "revenue_total": "expenditure_total",
    "revenue_current_total": "expenditure_current_total",
}
_OTHER_SIDE = _SIDES | {expenditure: revenue for revenue, expenditure in _SIDES.items()}
_REVENUE = frozenset({"revenue_total", "revenue_current_total"})
_EXPENDITURE = frozenset({"expenditure_total", "expenditure_current_total"})
#: Funds whose headings are about nothing else; what is told below them is theirs.
_OWN_HEADING = ("government_fund", "state_capital")
#: 部门收入预算 is the report's, wherever it stands; 本部门收入 may be of one fund.
_OF_ALL_FUNDS = re.compile("(?<![本我各])(?:部门|单位)(?:预算|决算|综合|整体)*总?(?:收入|支出)")
_CARRIES = ("general_public", "government_fund", "state_capital")


def of_side(subject: Subject, lead: str) -> Subject:
    """Return ``subject`` on the side that the bare word before the figure names (收入9万元，支出8万元)."""
    if subject.key is None or ("收入" in lead) == ("支出" in lead):
        return subject
    is_revenue = subject.key.startswith("revenue")
    other = _OTHER_SIDE.get(subject.key)
    return renamed(subject, other) if other is not None and is_revenue != ("收入" in lead) else subject


def of_heading(subject: Subject, lead: str, sections: Sequence[Section]) -> Subject:
    """Return ``subject`` as the fund's where the nearest heading is about one fund only.

    部门收入总计 says itself that it is of all funds.
    """
    if _OF_ALL_FUNDS.search(lead):
        return subject
    keys = next((section.keys for section in reversed(sections) if section.is_heading and section.keys), frozenset())
    for fund in _OWN_HEADING:
        if keys <= {f"revenue_{fund}", f"{fund}_total"} and keys:
            return _of_fund(subject, fund)
    return subject


def after_fiscal(subject: Subject, lead: str, before: Draft | None) -> Subject:
    """Return 支出总计 as fiscal expenditure where the figure before it in the sentence is fiscal revenue, or a part of it.

    Not 部门支出预算, nor where fiscal revenue is a part itself (收入总计9万元，其中财政拨款收入8万元，支出总计9万元): they are of all
    funds.
    """
    if before is None or _OF_ALL_FUNDS.search(lead):
        return subject
    head = before
    while head.whole is not None and head.whole.sentence_no == before.sentence_no:
        head = head.whole
    if head.subject.key == "revenue_fiscal" and subject.key in _EXPENDITURE:
        return renamed(subject, "fiscal_expenditure")
    return subject


def within_carry(subject: Subject, whole: Draft | None) -> Subject:
    """Return a fund listed as a part of the carry-over as the fund's carry-over (上年结转9万元（一般公共预算8万元、…）)."""
    if whole is None or whole.subject.key != "carry_over":
        return subject
    fund = next((fund for fund in _CARRIES if subject.key in (f"revenue_{fund}", f"{fund}_total")), None)
    return renamed(subject, f"carry_over_{fund}") if fund else subject


def settle_carries(drafts: Iterable[Draft]) -> None:
    """Give a sentence's several carry-overs to the funds whose revenue is told before each.

    Where one of them stands behind anything else (支出包括…，上年结转9万元), or all behind one fund's, it is not known whose they are.
    """
    told = [draft for draft in drafts if draft.role == "amount" and draft.told_as == "stated"]
    carried = [
        (draft, (before.subject.key or "") if before is not None else "")
        for before, draft in zip([None, *told], told, strict=False)
        if draft.subject.key == "carry_over"
    ]
    if len(carried) < 2:
        return
    sources = {key for _, key in carried}
    are_told_apart = len(sources) > 1 and all(key.startswith("revenue_") and key not in _REVENUE for key in sources)
    for draft, key in carried:
        fund = next((fund for fund in _CARRIES if are_told_apart and key == f"revenue_{fund}"), None)
        draft.subject = renamed(draft.subject, f"carry_over_{fund}" if fund else None)


def _of_fund(subject: Subject, fund: str) -> Subject:
    if subject.key in _REVENUE:
        return renamed(subject, f"revenue_{fund}")
    if subject.key in _EXPENDITURE:
        return renamed(subject, f"{fund}_total")
    if subject.key == "carry_over":
        return renamed(subject, f"carry_over_{fund}")
    return renamed(subject, None) if subject.key in ("carry_forward", "total") else subject

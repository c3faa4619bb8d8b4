"""Whether a text is that of a department's budget or final accounts: by what it speaks of, never by its name or layout.

Belongs here: the words and how they are weighed. Where the text comes from does not matter here.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from pipelines.contract.printed_numbers import MONEY_LIKE

#: What a disclosure speaks of, one pattern a subject. Over the corpus real reports have 8 to 17 of these, other publications
#: of the same bodies (performance evaluations, statistics, notices) at most 3.
_SUBJECTS: tuple[str, ...] = (
    r"部门预算",
    r"单位预算",
    r"部门决算",
    r"单位决算",
    r"收支(?:预算|决算)?总表",
    r"收入(?:预算|决算)?总表",
    r"支出(?:预算|决算)?总表",
    r"收入(?:预算|决算)表",
    r"支出(?:预算|决算)表",
    r"一般公共预算",
    r"财政拨款",
    r"三公[”\"']?经费",
    r"政府性基金",
    r"国有资本经营预算",
    r"基本支出",
    r"项目支出",
    r"功能分类",
    r"经济分类",
    r"政府采购",
    r"绩效目标",
)
#: So many subjects make a disclosure. Half-way between the poorest report and the richest other publication.
_ENOUGH = 6
#: Few pages were read (a scan's first pages): a title and what it contains are enough.
_ENOUGH_ON_FIRST_PAGES = 3
#: A disclosure in itself, however few subjects it touches: tables of performance targets published as a file of their own.
_FORMS = re.compile(r"(?:项目支出|整体支出|部门整体|项目)绩效目标(?:申报)?表")
_TITLE = re.compile(r"(?:部门|单位)(?:预算|决算)(?:公开|信息公开|报告|说明|表|草案)?")
_PLACEHOLDER = re.compile(r"[×xX╳＊*○〇]{2,}")
_AMOUNT = re.compile(MONEY_LIKE)
#: A template says "XX" more often than any report hides a name.
_TEMPLATE_PLACEHOLDERS = 20


@dataclass(frozen=True, slots=True)
class Judgement:
    """What a text turned out to be, and the subjects it was judged by."""

    is_disclosure: bool
    is_blank_template: bool
    subjects: tuple[str, ...]


def judge(text: str, is_whole: bool = True) -> Judgement:
    """Judge a text; ``is_whole`` is False if only the first pages of a document were read."""
    letters = re.sub(r"\s+", "", text)
    found = [re.search(pattern, letters) for pattern in _SUBJECTS]
    subjects = tuple(match.group() for match in found if match)
    enough = len(subjects) >= _ENOUGH
    if not is_whole:
        enough = enough or (len(subjects) >= _ENOUGH_ON_FIRST_PAGES and bool(_TITLE.search(letters)))
    has_form = bool(_FORMS.search(letters)) and bool(_AMOUNT.search(text))
    is_blank = (
        is_whole
        and enough
        and not _AMOUNT.search(text)
        and len(_PLACEHOLDER.findall(letters)) >= _TEMPLATE_PLACEHOLDERS
    )
    return Judgement((enough or has_form) and not is_blank, is_blank, subjects)

"""The words of ours in what a check calls its sides, in English; what a report prints is quoted and not translated.

Belongs here: one line a word, and how a text of ours is told from one that is printed. dbt's models write these words beside
printed names (``left_label``, ``right_text``); a test holds this list against them. Not here: sentences.
"""

from __future__ import annotations

import re

#: What a figure of a sentence is to its subject: the words ``int_checkable_figure`` ends a label with.
ROLES: dict[str, str] = {
    "增减额": "change",
    "上年数": "amount of the year before",
    "增减幅度": "percentage of change",
    "占比": "share",
    "完成预算的比例": "completion of the budget",
    "年初预算数": "initial budget",
}

#: Sides of checks that are no figure.
SIDES: dict[str, str] = {
    "文字": "the text",
    "文字说明": "the text",
    "文字所用科目名称": "the name of the code in the text",
    "文字所说的名称": "the name of the body in the text",
    "文字所说的主体": "the body in the text",
    "文字所述年度": "the year in the text",
    "表中金额": "the amount in the table",
    "报告所印科目": "the code and name printed",
    "当年科目": "the official list of the year",
    "科目所属的款": "the group that the code belongs to",
    "名词解释科目名称": "the code and name in the glossary",
    "项目支出绩效目标表项目名称": "the project in the table of targets",
    "项目支出表项目名称": "the projects of the project table",
    "概况所列预算单位": "the budget unit named in the profile",
    "收入总表所列单位": "the units of the revenue summary",
    "绩效目标表部门名称": "the department named in the table of targets",
    "报告标题中的部门名称": "the department named in the title of the report",
    "表中同一金额的年度": "the year of the same amount in the tables",
    "应当": "what it should do",
    "报告": "the report",
    "报告年度": "the year of the report",
    "报告主体": "the body the report is of",
    "报告中": "the report",
    "报告中的表号": "the numbers of the tables",
    "连续表号": "numbers without a gap",
    "目录所列": "the contents",
    "表题": "the title of the table",
    "标题": "the heading",
    "表中": "the tables",
    "表中同一金额": "the same amount in the tables",
    "基本支出表": "the table of basic expenditure",
    "预算数": "the budget",
    "表头": "the header",
    "表下和文字": "the notes and the text",
    "所述两年的数": "the amounts told of the two years",
    "所述百分比": "the percentage told",
    "两年之差 ÷ 上年数": "the difference of the two years ÷ the year before",
}

#: What a side says in our words, where the report prints nothing that could be quoted.
_SAID: dict[str, str] = {
    "空表": "is empty",
    "未注明金额单位": "states no unit of money",
    "文字中已说明": "the text tells it",
    "没有说明": "nothing is said",
    "没有说明原因": "no reason is told",
    "已说明原因": "a reason is told",
    "没有该项目": "no project of that name",
    "没有该表": "no such table",
    "没有该单位": "no unit of that name",
    "没有这些科目的金额": "has no amount of these items",
    "都有金额": "has an amount of each",
    "有预算": "there is a budget",
    "预算为0，没有完成比例": "of a budget of zero nothing can be completed",
}
_SAID_PATTERNS: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"^(\d+)处增减$"), r"\1 changes"),
    (re.compile(r"^(\d+)段文字$"), r"\1 paragraphs"),
    (re.compile(r"^(\d+) 全部是项目支出$"), r"\1 is project expenditure alone"),
    (re.compile(r"^(\d+) 全部是基本支出$"), r"\1 is basic expenditure alone"),
    (re.compile(r"^(\d+) 有基本支出，也有项目支出$"), r"\1 is both basic and project expenditure"),
    (re.compile(r"^决算数大于预算数$"), "the final amount is above the budget"),
    (re.compile(r"^决算数小于预算数$"), "the final amount is below the budget"),
    (re.compile(r"^决算数等于预算数$"), "the final amount equals the budget"),
)


def english_of(words: str) -> str | None:
    """Return what words of ours say in English; None for words that a report prints."""
    if words in _SAID:
        return _SAID[words]
    for pattern, english in _SAID_PATTERNS:
        if pattern.match(words):
            return pattern.sub(english, words)
    return None

"""How a review's page writes figures and kinds; the same words above and below the findings."""

from __future__ import annotations

from decimal import Decimal

from pipelines.documents.verdicts import VERDICTS_ZH
from pipelines.review.answer import Judged

REPORT_KINDS = {"budget": ("预算", "budget"), "final_accounts": ("决算", "final accounts")}
BODY_KINDS = {"department": ("部门", "department"), "unit": ("单位", "unit")}
TEXT_LAYERS = {
    "born_digital": ("文字 PDF", "text PDF"),
    "scanned": ("扫描件", "scanned"),
    "mixed": ("部分扫描", "partly scanned"),
}
UNREAD_KINDS = {
    "table": ("未识别的表", "table of no known kind"),
    "amount_column": ("未识别的金额栏", "amount column of no known meaning"),
    "text_column": ("未识别的文字栏", "text column of no known meaning"),
    "page": ("未能读成表格的页", "page that could not be read as a table"),
    "unknown_code": ("当年科目中没有的编码", "code in no official list"),
    "name_differs": ("与当年科目名称不同", "name that is not the official one"),
    "provisional_name_differs": ("与所推定的科目名称不同", "name that is not the one taken for official"),
    "name_of_other_years": ("其他年度的科目名称", "name of other years"),
}
#: A severity as a reviewer says it.
SEVERITY_WORDS = {"error": ("错误", "error"), "warning": ("提醒", "warning"), "info": ("提示", "notice")}
#: What a finding says of the report, or of ourselves.
VERDICTS = {
    "report_disagrees": ("报告所印不一致", "the report disagrees with itself"),
    "reading_doubtful": ("本系统识别存疑，请先核对原页", "our reading is in doubt: compare the page first"),
    "rule_suspect": (
        "该规则在本地多数报告中不成立，不据此认为报告有误",
        "the rule fails in most reports of this place",
    ),
    "structure_unproven": ("是否有误尚不能断定，请人工核对", "whether it is wrong is not certain: compare the page"),
    "unexplained": ("不一致，原因未明", "it disagrees; the cause is not known"),
}
#: What a person decided on a finding.
REVIEWER_VERDICTS = {verdict: (word, verdict.replace("_", " ")) for verdict, word in VERDICTS_ZH.items()}
_OUTGROWN = ("此后又有其他规则不成立，请重新判断", "other rules fail since then: judge again")


def judged_words(judged: Judged) -> str:
    """A person's verdict on one line, in Chinese: what, why, who, when."""
    verdict = f"人工判断：{REVIEWER_VERDICTS[judged.verdict][0]}"
    who = "，".join(filter(None, (judged.reviewer, judged.reviewed_on.isoformat() if judged.reviewed_on else "")))
    told = "；".join(filter(None, (judged.note, who, _OUTGROWN[0] if judged.is_outgrown else "")))
    return f"{verdict}（{told}）" if told else verdict


def judged_words_en(judged: Judged) -> str:
    """The verdict alone in English, and whether it still holds."""
    told = f": {_OUTGROWN[1]}" if judged.is_outgrown else ""
    return f"judged: {REVIEWER_VERDICTS[judged.verdict][1]}{told}"


def money(value: Decimal | None) -> str:
    """A figure in yuan (or a count) with thousands separators; a blank says so."""
    return "（空）" if value is None else f"{value:,.2f}"


def percent(value: Decimal | None) -> str:
    """A share, or a dash."""
    return "–" if value is None else f"{value}%"


def both(zh: str, en: str) -> str:
    """Both languages in a page, as HTML: the English part goes when a reader asks for Chinese alone."""
    return f"{zh}<span lang='en'> {en}</span>"

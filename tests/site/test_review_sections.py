"""What stands around the findings of a review, with nothing of a report taken for HTML."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

from pipelines.documents.verdicts import Verdict
from pipelines.review.answer import Untried
from pipelines.site.review_sections import report_card, sections_below
from tests.site import reviews

REPORT = replace(
    reviews.REPORT,
    document_id="a" * 64,
    path=Path("/somewhere/报告<b>.pdf"),
    title=None,
    page_count=3,
    units=("元",),
    amount_count=12,
    proven_percent=Decimal("99.5"),
)


def test_the_card_says_who_and_how_it_fared() -> None:
    card = report_card(REPORT)
    for words in ("某局", "2024", "部门预算", "99.5%", "a" * 16, "报告&lt;b&gt;.pdf"):
        assert words in card, words
    assert "<b>" not in card and "暂扣" not in card


def test_a_report_that_is_held_back_says_so_and_what_is_unknown_is_said_to_be() -> None:
    card = report_card(replace(REPORT, hold_reason="封面<i>缺失", issuer=None, report_kind=None))
    assert "暂扣" in card and "封面&lt;i&gt;缺失" in card
    assert "未识别<span lang='en'> not recognised</span>" in card
    both = report_card(replace(REPORT, hold_reason="数字有遗漏 / figures are lost"))
    assert "数字有遗漏<span lang='en'> figures are lost</span>" in both


def test_verdicts_on_findings_no_longer_made_are_kept_and_told() -> None:
    verdict = Verdict("0" * 16 + "-d" + "1" * 12, "not_a_fault", "口径<b>", "张三", title_zh="合计不符", line_no=7)
    below = sections_below(replace(REPORT, unmatched=(verdict,)), has_many=False)
    for words in ("不再提出", "不属实", "合计不符", "口径&lt;b&gt;", "verdicts.csv 7"):
        assert words in below, words
    assert "不再提出" not in sections_below(REPORT, has_many=False)


def test_what_was_not_tried_is_never_called_passed() -> None:
    untried = (
        Untried("r1", "甲等于乙。", "A is b.", "没有这张表", "no such table"),
        Untried("r2", "丙。", "C.", "没有这张表", "no such table"),
    )
    below = sections_below(replace(REPORT, untried=untried, absent=("收支总表",)), has_many=False)
    assert (
        "未能核对不等于通过" in below
        and "（2）" in below
        and "没有这张表" in below
        and "no such table" in below
        and "收支总表" in below
    )
    assert "未能核对" not in sections_below(REPORT, has_many=False)

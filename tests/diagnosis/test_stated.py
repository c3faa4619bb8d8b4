"""Failed checks that say both sides themselves, in words."""

from __future__ import annotations

from dataclasses import replace

from pipelines.diagnosis.bilingual import Bilingual
from pipelines.diagnosis.stated import StatedCheck, state_findings
from pipelines.diagnosis.unproven_wording import COORDINATES_ALONE, VERDICT

CHECK = StatedCheck(
    check_id="c1",
    document_id="d",
    rule_id="prior_of_its_report",
    family="reports",
    severity="warning",
    table_id=None,
    table_kind=None,
    left_label="文字 财政拨款",
    right_label="2017年报告：表四 收入合计",
    left="1",
    right="2",
    difference=None,
    reason=Bilingual("", ""),
    page_nos=(25,),
    other_page_nos=(12,),
    cell_ids=(),
)


def test_pages_of_the_other_report_are_told_as_such() -> None:
    (finding,) = state_findings([CHECK, replace(CHECK, check_id="c2", page_nos=(28,), other_page_nos=(14,))], {})
    assert finding.page_nos == (25, 28)
    assert finding.explanation_zh.startswith("第25、28页，所比报告第12、14页：")
    assert finding.explanation_en.startswith("Page 25, 28, page 12, 14 of the other report: ")


def test_a_warning_is_told_as_one_whatever_its_proof_unless_our_coordinates_alone_claim_it() -> None:
    (of_names,) = state_findings([replace(CHECK, standing="unproven", unproven_reason="fails_mostly")], {})
    assert (of_names.severity, of_names.verdict) == ("warning", "report_disagrees")
    (of_a_law,) = state_findings([replace(CHECK, standing="unproven", unproven_reason=COORDINATES_ALONE)], {})
    assert (of_a_law.severity, of_a_law.verdict, of_a_law.is_proven) == ("info", VERDICT, False)
    assert "没有核对规则点名这些金额" in of_a_law.explanation_zh


def test_pages_of_one_report_are_one_list() -> None:
    (finding,) = state_findings([replace(CHECK, page_nos=(25, 12), other_page_nos=())], {})
    assert finding.page_nos == (12, 25)
    assert finding.explanation_zh.startswith("第12、25页：")

"""Reviews made by hand for the tests of what shows them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

from pipelines.review.answer import Change, Evidence, Judged, Mark, Review, ReviewedReport, ReviewFinding

REPORT = ReviewedReport(
    document_id="d1",
    path=Path("某局.pdf"),
    issuer="某局",
    title="某局2024年部门预算",
    fiscal_year=2024,
    report_kind="budget",
    body_kind="department",
    page_count=2,
    text_layer="born_digital",
    hold_reason=None,
    units=("万元",),
    amount_count=3,
    passed=5,
    failed=1,
    not_applicable=2,
    proven_percent=None,
    unproven_zh=None,
    unproven_en=None,
    tables=(),
    absent=(),
    untried=(),
    unread=(),
)
FINDING = ReviewFinding(
    finding_id="d1-f1",
    document_id="d1",
    file_name="某局.pdf",
    severity="error",
    kind="wrong_figure",
    verdict="report_disagrees",
    is_proven=True,
    page_nos=(1, 2),
    table="表1",
    title_zh="“合计”印为 1.00万元，应为 2.00万元",
    title_en="“合计” is printed as 1.00 (10,000 yuan)",
    text_zh="=第1页表1“合计”行",
    text_en="page 1",
    check_count=1,
    closes_count=1,
    changes=(Change("第1页表1", 1, Decimal("10000.00"), None),),
    evidence=(Evidence("sum_rule", "合计等于各行之和", "the total is the sum", "表1 合计", "1", "各行", "2", "-1"),),
    marks=(Mark("d1", 1, True, (100.0, 700.0, 160.0, 714.0)), Mark("d1", 2, False, (100.0, 600.0, 160.0, 614.0))),
    finding_key="0123456789abcdef-d0123456789ab",
    rule_ids=("sum_rule",),
    severity_found="error",
    judged=None,
)
#: What a person found to be no fault.
NO_FAULT = replace(
    FINDING,
    severity="info",
    is_proven=False,
    changes=(),
    judged=Judged("not_a_fault", "口径<不同>", "张三", date(2026, 3, 1), False),
)


def review_of(path: Path, *findings: ReviewFinding) -> Review:
    """A review of the file at ``path`` that found these."""
    return Review((replace(REPORT, path=path),), findings, 1.0)

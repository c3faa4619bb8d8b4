"""What is said of a document whose diagnosis was given up: which checks fail, and that nobody looked for the cause to the end.

Belongs here: the findings of such a document. The checks that need no search are told as always (``stated``).
"""

from __future__ import annotations

from pipelines.diagnosis.finding import Finding
from pipelines.diagnosis.frames import ModelRows, stated_findings
from pipelines.workers.pool import Problem

KIND = "not_diagnosed"


def given_up_findings(rows: ModelRows, problem: Problem) -> list[Finding]:
    """Return one finding for all failing sums of the document, and those of its other failing checks."""
    linear = {row["check_id"] for row in rows.terms}
    failing = [row for row in rows.checks if row["status"] == "failed" and row["check_id"] in linear]
    findings = stated_findings(rows)
    if failing:
        pages = {page for row in failing for page in (row["left_page_no"], row["right_page_no"]) if page is not None}
        count = len(failing)
        findings.append(
            Finding(
                document_id=failing[0]["document_id"],
                # No cause is known, so nobody is accused: the checks themselves keep their severity.
                severity="warning",
                diagnosis_kind=KIND,
                verdict="unexplained",
                is_proven=False,
                table_id=None,
                table_kind=None,
                page_nos=tuple(sorted(pages)),
                title_zh=f"{count}项核对不成立，原因未查到底",
                title_en=f"{count} checks do not hold; the search for the cause was given up",
                explanation_zh=f"诊断{problem.zh}。不成立的各项核对见 fct_reconciliation；可调高 YUSUAN_DIAGNOSIS_SECONDS、"
                "_MEMORY_MB 后再运行。",
                explanation_en=f"The diagnosis was {problem.en}. The failing checks are in fct_reconciliation; raise "
                "YUSUAN_DIAGNOSIS_SECONDS or _MEMORY_MB and run again.",
                rule_ids=tuple(sorted({row["rule_id"] for row in failing})),
                check_ids=tuple(sorted(row["check_id"] for row in failing)),
                closes_count=0,
                suggested_changes=(),
                evidence_cell_ids=(),
            )
        )
    return findings

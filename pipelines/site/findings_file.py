"""The findings of a review as a file for programs and spreadsheets: CSV or JSON, by the name's ending.

Belongs here: columns, named as in ``rpt_discrepancy``, and writing them. Money is text, so that no digit is lost. Some columns
are for a person to fill in: the file can be handed back as a list of verdicts (``documents.verdicts``).
"""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import Any

from pipelines.contract.spreadsheet_text import as_text
from pipelines.documents.verdicts import VERDICTS_ZH
from pipelines.review.answer import Review, ReviewFinding

ENDINGS = (".csv", ".json")
#: A list within one cell of a CSV.
_BETWEEN = ";"
#: What a finding goes by in a list of verdicts, and what a person decides on it.
JUDGEMENT = ("finding_key", "reviewer_verdict", "reviewer_note", "reviewer", "reviewed_on")


def write_findings(review: Review, target: Path) -> None:
    """Write all findings, worst first as in the review; raises ``OSError`` if ``target`` cannot be written.

    A ``.csv`` opens in a spreadsheet (UTF-8 with its mark; text that would run as a formula gets a ' before it); any other
    ending is JSON.
    """
    rows = [_row(finding) for finding in review.findings]
    target.parent.mkdir(parents=True, exist_ok=True)
    if target.suffix.casefold() == ".csv":
        with target.open("w", encoding="utf-8-sig", newline="") as file:
            writer = csv.DictWriter(file, _NAMES)
            writer.writeheader()
            writer.writerows({name: as_text(_flat(value)) for name, value in row.items()} for row in rows)
        return
    target.write_text(json.dumps(rows, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")


_NAMES = (
    "finding_id",
    "document_id",
    "file_name",
    "severity",
    *JUDGEMENT,
    "diagnosis_kind",
    "verdict",
    "is_proven",
    "page_nos",
    "table",
    "title_zh",
    "title_en",
    "explanation_zh",
    "explanation_en",
    "rule_ids",
    "check_count",
    "closes_count",
    "suggested_changes",
    "severity_found",
    "is_verdict_outgrown",
)


def _row(finding: ReviewFinding) -> dict[str, Any]:
    judged = finding.judged
    values = (
        finding.finding_id,
        finding.document_id,
        finding.file_name,
        finding.severity,
        finding.finding_key,
        judged and VERDICTS_ZH[judged.verdict],
        judged and judged.note,
        judged and judged.reviewer,
        judged and judged.reviewed_on and judged.reviewed_on.isoformat(),
        finding.kind,
        finding.verdict,
        finding.is_proven,
        list(finding.page_nos),
        finding.table,
        finding.title_zh,
        finding.title_en,
        finding.text_zh,
        finding.text_en,
        list(finding.rule_ids),
        finding.check_count,
        finding.closes_count,
        [
            {
                "page_no": change.page_no,
                "place": change.place,
                "printed": str(change.printed),
                "suggested": None if change.suggested is None else str(change.suggested),
            }
            for change in finding.changes
        ],
        finding.severity_found,
        judged and judged.is_outgrown,
    )
    return dict(zip(_NAMES, values, strict=True))


def _flat(value: Any) -> Any:
    """A value of one cell: lists of plain values joined, of objects as JSON."""
    if isinstance(value, list):
        if value and isinstance(value[0], dict):
            return json.dumps(value, ensure_ascii=False)
        return _BETWEEN.join(map(str, value))
    return value

"""差异: every finding, one row a finding, and the details of a report's findings in a shard of their own.

Belongs here: the rows of the list. What a finding shows when it is opened is in ``report_data``, since a report's page shows it as well.
"""

from __future__ import annotations

from typing import Any

import duckdb

from pipelines.contract.sql import rows_of
from pipelines.site.dashboard.words import CAUSES, REPORT_KINDS, SEVERITY_WORDS, VERDICTS, words_of

_FINDINGS = """
select findings.finding_id, findings.document_id, coalesce(findings.issuer_name, findings.file_name) as issuer,
       coalesce(documents.division_name, '') as place, findings.fiscal_year, findings.report_kind,
       findings.severity, findings.diagnosis_kind, findings.verdict, findings.title_zh, findings.title_en,
       findings.page_nos, findings.rule_ids, findings.check_count, findings.reviewer_verdict
from rpt_discrepancy as findings
left join dim_document as documents using (document_id)
order by case findings.severity when 'error' then 0 when 'warning' then 1 else 2 end,
         findings.verdict <> 'report_disagrees', findings.check_count desc, findings.finding_id
"""
_RULES = """
select rule_id, any_value(sentence_zh), any_value(sentence_en) from rpt_rule_health group by rule_id order by rule_id
"""
_ID_LENGTH = 16


def short_id(document_id: str) -> str:
    """Return the beginning of a document's id by which its page is named; the warehouse names its tables by the same."""
    return document_id[:_ID_LENGTH]


def finding_rows(connection: duckdb.DuckDBPyConnection) -> dict[str, Any]:
    """Return the list's shard: words of each facet by key, and rows in the order of weight.

    A row: finding id, report, issuer, place, year, kind, severity, cause, verdict, titles (Chinese, English), pages, rules, number of
    checks, a person's verdict or "".
    """
    rows = [
        [
            row["finding_id"],
            short_id(row["document_id"]),
            row["issuer"],
            row["place"],
            row["fiscal_year"],
            row["report_kind"] or "",
            row["severity"],
            row["diagnosis_kind"],
            row["verdict"],
            row["title_zh"],
            row["title_en"],
            row["page_nos"],
            row["rule_ids"],
            row["check_count"],
            row["reviewer_verdict"] or "",
        ]
        for row in rows_of(connection.execute(_FINDINGS))
    ]
    return {
        "rows": rows,
        "words": {
            "kind": _used(REPORT_KINDS, {row[5] for row in rows}),
            "severity": _used(SEVERITY_WORDS, {row[6] for row in rows}),
            "cause": _used(CAUSES, {row[7] for row in rows}),
            "verdict": _used(VERDICTS, {row[8] for row in rows}),
            "rule": _rules(connection, {rule_id for row in rows for rule_id in row[12]}),
        },
    }


def _used(table: dict[str, tuple[str, str]], keys: set[str]) -> dict[str, tuple[str, str]]:
    return {key: words_of(table, key) for key in sorted(keys) if key}


def _rules(connection: duckdb.DuckDBPyConnection, used: set[str]) -> dict[str, tuple[str, str]]:
    return {rule_id: (zh, en) for rule_id, zh, en in connection.execute(_RULES).fetchall() if rule_id in used}

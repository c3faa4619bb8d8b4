"""The answer of a review, read from the database in which the rules were applied.

Belongs here: what the reports are and how they fared. Findings and their evidence are read in ``evidence``.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import duckdb

from pipelines.documents.verdicts import Verdict
from pipelines.review.answer import Duty, Review, ReviewedReport, TableRead, Unread, Untried
from pipelines.review.database import rows, table_label
from pipelines.review.evidence import read_findings
from pipelines.review.reading import Subject

_REPORT = """
select
    documents.* exclude (document_id, file_name) replace (coalesce(pages.text_layer, documents.text_layer) as text_layer),
    (
        select list(distinct unit_label order by unit_label) from staging.stg_printed_tables
        where document_id = $id and unit_label is not null
    ) as units,
    (select count(*) from staging.stg_lines where document_id = $id and value is not null) as amount_count,
    (select count(*) from staging.stg_lines where document_id = $id and is_flagged) as flagged_count,
    (select count(*) from fct_reconciliation where document_id = $id and status = 'passed') as passed,
    (select count(*) from fct_reconciliation where document_id = $id and status = 'failed') as failed,
    (select count(*) from fct_reconciliation where document_id = $id and status = 'not_applicable') as not_applicable,
    coverage.proven_share_percent, coverage.unproven_reason_zh, coverage.unproven_reason_en
from intermediate.int_document as documents
left join rpt_document_coverage as coverage on documents.document_id = coverage.document_id
left join intermediate.int_document_pages as pages on documents.document_id = pages.document_id
where documents.document_id = $id
"""
_TABLES = """
select
    tables.printed_no, tables.printed_title, kinds.name_zh, kinds.name_en, tables.first_page_no, tables.last_page_no,
    tables.row_count, tables.unit_label, tables.is_empty, tables.hold_reason,
    case when not tables.is_held_back then coverage.proven_share_percent end as proven_percent
from staging.stg_printed_tables as tables
left join seeds.table_kinds as kinds on tables.table_kind = kinds.table_kind
left join rpt_coverage as coverage
    on tables.document_id = coverage.document_id and tables.table_kind = coverage.table_kind
where tables.document_id = $id
order by tables.ordinal
"""
#: A text part promises no tables; a kind that neither contents nor pages show is told only where it is promised.
_ABSENT = """
select kinds.name_zh || ' ' || kinds.name_en
from rpt_coverage as coverage
inner join seeds.table_kinds as kinds on coverage.table_kind = kinds.table_kind
where coverage.document_id = $id and coverage.coverage_status = 'absent' and coverage.is_promised
order by coverage.table_kind
"""
_UNTRIED = """
select rules.rule_id, rules.sentence_zh, rules.sentence_en, string_agg(distinct checks.reason, '；') as reason,
    string_agg(distinct checks.reason_en, '; ') as reason_en
from fct_reconciliation as checks
inner join seeds.rules as rules on checks.rule_id = rules.rule_id
where checks.document_id = $id and checks.status = 'not_applicable'
group by all
order by reason, rules.rule_id
"""
_UNREAD = """
select page_no, item_kind as what, coalesce(header_text, '') || ' ' || coalesce(printed_text, '') as printed,
    coalesce(figure_count, cell_count, 0) as figure_count
from rpt_unknown_layout
where document_id = $id
union all
select first_page_no, match_kind, code || ' ' || coalesce(name_printed, ''), row_count
from rpt_unknown_code
where document_id = $id
order by all
"""
_DUTIES = """
select obligation, section_zh, name_zh, answer, reason_zh, page_nos
from rpt_obligation where document_id = $id order by ordinal
"""
_UNMATCHED = (
    "select finding_key from rpt_verdict where document_id = $id and state = 'unmatched' order by line_no, finding_key"
)


def read_answer(
    connection: duckdb.DuckDBPyConnection, subjects: Sequence[Subject], verdicts: Sequence[Verdict], seconds: float
) -> Review:
    """Return the answer for the files reviewed, the one asked about first; ``verdicts`` are those that were handed over."""
    by_key = {verdict.finding_key: verdict for verdict in verdicts}
    reports = tuple(_report(connection, subject, by_key) for subject in subjects)
    return Review(reports, tuple(read_findings(connection, [r.document_id for r in reports])), seconds)


def _report(connection: duckdb.DuckDBPyConnection, subject: Subject, verdicts: Mapping[str, Verdict]) -> ReviewedReport:
    document_id = subject.facts.document_id
    found = rows(connection, _REPORT, id=document_id)[0]
    return ReviewedReport(
        document_id=document_id,
        path=subject.path,
        issuer=found["issuer_name"],
        title=found["title"],
        fiscal_year=found["fiscal_year"],
        report_kind=found["report_kind"],
        body_kind=found["body_kind"],
        page_count=found["page_count"],
        text_layer=found["text_layer"],
        hold_reason=found["hold_reason"],
        units=tuple(found["units"] or ()),
        amount_count=found["amount_count"],
        flagged_count=found["flagged_count"],
        passed=found["passed"],
        failed=found["failed"],
        not_applicable=found["not_applicable"],
        proven_percent=found["proven_share_percent"],
        unproven_zh=found["unproven_reason_zh"],
        unproven_en=found["unproven_reason_en"],
        tables=tuple(_table(row) for row in rows(connection, _TABLES, id=document_id)),
        absent=tuple(row[0] for row in connection.execute(_ABSENT, {"id": document_id}).fetchall()),
        untried=tuple(
            Untried(row["rule_id"], row["sentence_zh"], row["sentence_en"], row["reason"] or "", row["reason_en"] or "")
            for row in rows(connection, _UNTRIED, id=document_id)
        ),
        unread=tuple(
            Unread(row["page_no"], row["what"], row["printed"].strip(), row["figure_count"])
            for row in rows(connection, _UNREAD, id=document_id)
        ),
        duties=tuple(
            Duty(key, section, name, state, words, tuple(page_nos))
            for key, section, name, state, words, page_nos in connection.execute(
                _DUTIES, {"id": document_id}
            ).fetchall()
        ),
        unmatched=tuple(verdicts[row[0]] for row in connection.execute(_UNMATCHED, {"id": document_id}).fetchall()),
    )


def _table(row: dict[str, Any]) -> TableRead:
    return TableRead(
        label=table_label(row["printed_no"], row["printed_title"]) or "（无标题）",
        kind_zh=row["name_zh"],
        kind_en=row["name_en"],
        first_page_no=row["first_page_no"],
        last_page_no=row["last_page_no"],
        row_count=row["row_count"],
        unit=row["unit_label"],
        is_empty=row["is_empty"],
        hold_reason=row["hold_reason"],
        proven_percent=row["proven_percent"],
    )

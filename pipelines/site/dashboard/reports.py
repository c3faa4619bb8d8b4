"""报告: the list of reports, and which of their pages must be made anew.

Belongs here: rows of the list, and the fingerprint of what a report's page shows. What is on the page is in ``report_data``.
"""

from __future__ import annotations

from typing import Any

import duckdb

from pipelines.contract.sql import rows_of
from pipelines.site.dashboard.findings import short_id

_REPORTS = """
with finding_counts as (
    select document_id, count(*) filter (severity = 'error') as errors,
           count(*) filter (severity = 'warning') as warnings, count(*) filter (severity = 'info') as notices
    from rpt_discrepancy
    group by all
)

select documents.document_id, documents.file_name, coalesce(documents.issuer_name, '') as issuer,
       coalesce(documents.division_name, '') as place, documents.fiscal_year,
       coalesce(documents.report_kind, '') as report_kind, documents.page_count, documents.printed_table_count,
       coalesce(states.publication_state, 'held_back') as state, coverage.proven_share_percent,
       coalesce(finding_counts.errors, 0) as errors, coalesce(finding_counts.warnings, 0) as warnings,
       coalesce(finding_counts.notices, 0) as notices
from dim_document as documents
left join rpt_publication_state as states
    on documents.document_id = states.document_id and states.item_kind = 'document'
left join rpt_document_coverage as coverage on documents.document_id = coverage.document_id
left join finding_counts on documents.document_id = finding_counts.document_id
where documents.is_present
order by place, issuer, documents.fiscal_year, documents.file_name
"""
#: What a report's page is made of, each hashed by document; rows may come in any order.
_MADE_OF = (
    "dim_document",
    "dim_printed_table",
    "dim_cell",
    "fct_reconciliation",
    "rpt_discrepancy",
    "rpt_publication_state",
    "rpt_document_coverage",
)
_STATES = "select document_id, cell_id, reconciliation_status, not_understood_reason from fct_amount"


def report_rows(connection: duckdb.DuckDBPyConnection) -> list[list[Any]]:
    """Return the list's rows: report, file, issuer, place, year, kind, pages, tables, state, proven share, findings by weight."""
    return [
        [
            short_id(row["document_id"]),
            row["file_name"],
            row["issuer"],
            row["place"],
            row["fiscal_year"],
            row["report_kind"],
            row["page_count"],
            row["printed_table_count"],
            row["state"],
            row["proven_share_percent"],
            row["errors"],
            row["warnings"],
            row["notices"],
        ]
        for row in rows_of(connection.execute(_REPORTS))
    ]


def fingerprints(connection: duckdb.DuckDBPyConnection) -> dict[str, str]:
    """Return for each report that is there a hash of all that its page shows, so that an equal page is not made again."""
    # Hashes are added up, which no order of rows changes; equal rows would cancel each other in an exclusive or.
    # Rules may be reworded without any check of a report changing.
    rules = connection.execute(
        "select sum(hash(rule_id, sentence_zh, sentence_en)::hugeint) from rpt_rule_health"
    ).fetchone()
    parts = " union all ".join(
        [
            f"select document_id, '{name}' as part, sum(hash(t)::hugeint) as content from {name} as t group by all"
            for name in _MADE_OF
        ]
        + [f"select document_id, 'states' as part, sum(hash(t)::hugeint) as content from ({_STATES}) as t group by all"]
    )
    rows = connection.execute(
        f"select document_id, string_agg(content::varchar, ' ' order by parts.part) from ({parts}) as parts "
        "inner join dim_document as documents using (document_id) where documents.is_present group by all order by 1"
    ).fetchall()
    return {document_id: f"{content} {rules[0] if rules else ''}" for document_id, content in rows}

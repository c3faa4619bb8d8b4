-- What does not add up, why, where, and what would mend it; the worst first within a document.
with findings as (
    select * from {{ ref('int_finding') }}
),

documents as (
    select * from {{ ref('stg_documents') }}
),

final as (
    select
        findings.finding_id,
        findings.document_id,
        documents.file_name,
        documents.issuer_name,
        documents.fiscal_year,
        documents.report_kind,
        findings.severity,
        findings.diagnosis_kind,
        findings.verdict,
        findings.is_proven,
        findings.table_id,
        findings.table_kind,
        findings.page_nos,
        findings.title_zh,
        findings.title_en,
        findings.explanation_zh,
        findings.explanation_en,
        findings.rule_ids,
        findings.check_ids,
        findings.check_count,
        findings.closes_count,
        findings.suggested_changes,
        findings.evidence_cell_ids
    from findings
    inner join documents on findings.document_id = documents.document_id
)

select * from final

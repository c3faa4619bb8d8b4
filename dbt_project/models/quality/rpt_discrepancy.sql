-- What does not add up, why, where, and what would mend it; the worst first within a document. A finding that rests
-- only on rules suspect where the report comes from, or on a structure that is not proven, is listed, but accuses
-- nobody. Figures are suggested only where independent sums demand them. What a person found to be no fault is listed
-- as such and counts no longer.
with findings as (
    select * from {{ ref('int_finding') }}
),

documents as (
    select * from {{ ref('int_document') }}
),

suspects as (
    select
        document_id,
        list(rule_id) as rule_ids
    from {{ ref('int_suspect_rule') }}
    group by document_id
),

keys as (
    select * from {{ ref('int_finding_key') }}
),

verdicts as (
    select * from {{ ref('int_finding_verdict') }}
),

judged as (
    select
        findings.*,
        keys.finding_key,
        verdicts.verdict as reviewer_verdict,
        verdicts.note as reviewer_note,
        verdicts.reviewer,
        verdicts.reviewed_on,
        verdicts.is_outgrown as is_verdict_outgrown,
        coalesce(verdicts.verdict = 'not_a_fault' and not verdicts.is_outgrown, false) as is_no_fault,
        coalesce(len(findings.rule_ids) > 0 and list_has_all(suspects.rule_ids, findings.rule_ids), false)
            as is_suspect,
        case when is_suspect then 'info' else findings.severity end as severity_found,
        findings.verdict in ('report_disagrees', 'unexplained') and not is_suspect and not is_no_fault as is_accusing
    from findings
    left join suspects on findings.document_id = suspects.document_id
    left join keys on findings.finding_id = keys.finding_id
    left join verdicts on findings.finding_id = verdicts.finding_id
),

final as (
    select
        findings.finding_id,
        findings.document_id,
        documents.file_name,
        documents.issuer_name,
        documents.fiscal_year,
        documents.report_kind,
        case when findings.is_no_fault then 'info' else findings.severity_found end as severity,
        findings.diagnosis_kind,
        case when findings.is_suspect then 'rule_suspect' else findings.verdict end as verdict,
        findings.is_proven and findings.is_accusing as is_proven,
        findings.table_id,
        findings.table_kind,
        findings.page_nos,
        findings.title_zh,
        findings.title_en,
        findings.explanation_zh
        || case
            when findings.is_suspect
                then '（本地多数报告在该规则上都不符，多半是规则没有读懂这里的表，不据此认为报告有误。）'
            else ''
        end as explanation_zh,
        findings.explanation_en
        || case
            when findings.is_suspect
                then
                    ' (The rule fails in most reports of this place: more likely it has not understood these tables '
                    || 'than the report is wrong.)'
            else ''
        end as explanation_en,
        findings.rule_ids,
        findings.check_ids,
        findings.check_count,
        case when findings.is_accusing and findings.is_proven then findings.closes_count else 0 end as closes_count,
        case when findings.is_accusing and findings.is_proven then findings.suggested_changes else '[]' end
            as suggested_changes,
        findings.evidence_cell_ids,
        findings.structure_tried_count,
        findings.structure_closed_count,
        findings.finding_key,
        findings.reviewer_verdict,
        findings.reviewer_note,
        findings.reviewer,
        findings.reviewed_on,
        findings.is_verdict_outgrown,
        findings.severity_found
    from judged as findings
    inner join documents on findings.document_id = documents.document_id
)

select * from final

-- What people decided on findings, line by line of their list, and what became of it: honoured, shown only, or kept
-- although its finding is no longer made or its report is not here.
with verdicts as (
    select * from {{ ref('stg_verdicts') }}
),

documents as (
    select
        left(document_id, 16) as document_key,
        any_value(document_id) as document_id
    from {{ ref('int_document') }}
    group by document_key
),

counted as (
    select
        finding_key,
        min(finding_id) as finding_id,
        count(*) as finding_count,
        bool_and(is_outgrown) as is_outgrown
    from {{ ref('int_finding_verdict') }}
    group by finding_key
),

final as (
    select
        verdicts.finding_key,
        documents.document_id,
        verdicts.verdict as reviewer_verdict,
        verdicts.note as reviewer_note,
        verdicts.reviewer,
        verdicts.reviewed_on,
        case
            when counted.is_outgrown then 'outgrown'
            when counted.finding_key is not null then 'honoured'
            when documents.document_key is not null then 'unmatched'
            else 'no_document'
        end as state,
        counted.finding_id,
        coalesce(counted.finding_count, 0)::integer as finding_count,
        verdicts.file_name as file_name_judged,
        verdicts.page_nos as page_nos_judged,
        verdicts.title_zh as title_judged_zh,
        verdicts.rule_ids as rule_ids_judged,
        verdicts.list_name,
        verdicts.line_no
    from verdicts
    left join documents on left(verdicts.finding_key, 16) = documents.document_key
    left join counted on verdicts.finding_key = counted.finding_key
)

select * from final

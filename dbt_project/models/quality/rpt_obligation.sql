-- The check-list of every report, as a review fills it in: what is asked, the answer, why, and where.
with obligations as (
    select * from {{ ref('int_obligation') }}
),

documents as (
    select * from {{ ref('int_document') }}
),

final as (
    select
        obligations.document_id || ':' || obligations.obligation as obligation_key,
        obligations.document_id,
        documents.file_name,
        documents.issuer_name,
        documents.fiscal_year,
        documents.report_kind,
        obligations.ordinal,
        obligations.obligation,
        obligations.section_zh,
        obligations.name_zh,
        obligations.answer,
        case obligations.answer
            when 'yes' then '是'
            when 'no' then '否'
            when 'not_applicable' then '不适用'
            else '未能核对'
        end as answer_zh,
        obligations.reason_zh,
        obligations.page_nos
    from obligations
    inner join documents on obligations.document_id = documents.document_id
)

select * from final

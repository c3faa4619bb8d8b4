-- Which rules are for which reports: some hold for budgets only, some for final accounts only (rules.applies_to).
with documents as (
    select
        document_id,
        report_kind
    from {{ ref('int_document') }}
    where is_published
),

final as (
    select
        rules.rule_id,
        documents.document_id,
        rules.applies_to,
        coalesce(rules.applies_to = documents.report_kind, true) as is_applicable
    from {{ ref('rules') }} as rules
    cross join documents
)

select * from final

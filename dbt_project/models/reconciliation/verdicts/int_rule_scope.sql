-- Which rules are for which reports: some hold for budgets only, some for final accounts only (rules.applies_to), and
-- one whose checks broke an invariant in this run is for none.
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
        coalesce(rules.applies_to = documents.report_kind, true) and switched_off.rule_id is null as is_applicable,
        '规则在本次运行中停用：' || {{ within_reason('switched_off.reason_zh') }}
        || ' / the rule is switched off in this run: '
        || {{ within_reason('switched_off.reason_en') }} as switched_off_reason
    from {{ ref('rules') }} as rules
    cross join documents
    left join {{ ref('stg_switched_off_rules') }} as switched_off on rules.rule_id = switched_off.rule_id
)

select * from final

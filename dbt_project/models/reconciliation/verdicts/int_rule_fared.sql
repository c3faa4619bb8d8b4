-- How each rule fared in each report that is published: how many of its checks passed, failed, had nothing to compare.
-- Of ten thousand reports these are two million rows, gathered a part of the reports after the other.
{{ config(meta={'parted_by': 'fct_reconciliation', 'rows_a_part': var('amounts_a_part')}) }}
with checks as (
    select
        document_id,
        rule_id,
        rule_family,
        severity,
        status
    from {{ ref('fct_reconciliation') }}
    where {{ in_part('document_id') }}
),

final as (
    select
        document_id,
        rule_id,
        rule_family,
        severity,
        count(*) filter (where status = 'passed') as passed_count,
        count(*) filter (where status = 'failed') as failed_count,
        count(*) filter (where status = 'not_applicable') as not_applicable_count
    from checks
    group by document_id, rule_id, rule_family, severity
)

select * from final

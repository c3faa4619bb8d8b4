-- How often each printed figure takes part in a sum (or product) that holds, and in one that does not. Rules of a
-- mere notice (info) and rules that are suspect where the report comes from prove and disprove nothing; texts and
-- percentages prove no amount.
{{ config(meta={'parted_by': 'int_amount', 'rows_a_part': var('amounts_a_part')}) }}
with amounts as (
    select
        line_id,
        document_id,
        value_state,
        is_flagged
    from {{ ref('int_amount') }}
    where {{ in_part('document_id') }}
),

checks as (
    select
        tried.check_id,
        tried.status
    from {{ ref('fct_reconciliation') }} as tried
    anti join {{ ref('int_suspect_rule') }} as suspects
        on tried.document_id = suspects.document_id and tried.rule_id = suspects.rule_id
    where tried.status in ('passed', 'failed') and tried.severity != 'info' and {{ in_part('tried.document_id') }}
),

parts as (
    select
        check_id,
        source_id
    from {{ ref('int_check_term') }}
    where source_kind = 'line' and {{ in_part('document_id') }}
    union
    select
        check_id,
        unnest(proven_source_ids) as source_id
    from {{ ref('int_check_direct') }}
    where {{ in_part('document_id') }}
),

counts as (
    select
        parts.source_id,
        count(*) filter (where checks.status = 'passed') as proof_count,
        count(*) filter (where checks.status = 'failed') as failed_count
    from parts
    inner join checks on parts.check_id = checks.check_id
    group by parts.source_id
),

final as (
    select
        amounts.line_id,
        amounts.document_id,
        coalesce(counts.proof_count, 0)::integer as proof_count,
        coalesce(counts.failed_count, 0)::integer as failed_count,
        case
            when amounts.value_state = 'unreadable' then 'held_back'
            when amounts.is_flagged and coalesce(counts.proof_count, 0) = 0 then 'held_back'
            when counts.failed_count > 0 then 'disagrees'
            when counts.proof_count > 0 then 'reconciled'
            else 'unproven'
        end as reconciliation_status
    from amounts
    left join counts on amounts.line_id = counts.source_id
)

select * from final

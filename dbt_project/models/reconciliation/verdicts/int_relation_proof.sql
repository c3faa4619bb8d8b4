-- How the relations that sums claim fare elsewhere: each rule in each table it speaks of (or in the text, for sums of
-- the text alone). What is printed twice proves once: sums of the same amounts count as one.
-- So do parts that are no greater than their wholes; of nothing is no part.
{% set least_yuan = 1000 -%}
with sums as (
    select
        document_id,
        rule_id,
        table_id,
        rule_family,
        relation_kind,
        status,
        left_value,
        right_value,
        is_telling
    from {{ ref('int_checked_sum') }}
    union all
    select
        document_id,
        rule_id,
        table_id,
        rule_family,
        'stated' as relation_kind,
        status,
        left_value,
        right_value,
        left_value >= {{ least_yuan }} as is_telling
    from {{ ref('int_check') }}
    where rule_id = 'law_part' and status in ('passed', 'failed')
),

final as (
    select
        document_id,
        rule_id,
        coalesce(table_id, 'text') as place_key,
        any_value(rule_family) as rule_family,
        any_value(relation_kind) as relation_kind,
        count(*)::integer as check_count,
        count(*) filter (where status = 'passed')::integer as passed_count,
        count(distinct left_value) filter (where status = 'passed' and is_telling)::integer as closed_count,
        count(distinct concat_ws(' ', left_value, right_value)) filter (where status = 'failed')::integer
            as failed_count,
        (closed_count + failed_count)::integer as tried_count
    from sums
    group by document_id, rule_id, coalesce(table_id, 'text')
)

select * from final

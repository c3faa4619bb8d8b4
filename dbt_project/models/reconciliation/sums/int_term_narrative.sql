-- Terms of the checks of the text against the tables: a stated amount is the control total (or the sum of those) it
-- names.
with targets as (
    select * from {{ ref('int_statement_target') }}
    where relation = 'own'
),

controls as (
    select * from {{ ref('int_control_total') }}
),

part_terms as (
    select
        targets.rule_id,
        targets.document_id,
        targets.statement_id as instance_key,
        'right' as side,
        targets.is_chosen,
        controls.source_id
    from targets
    inner join controls
        on
            targets.document_id = controls.document_id
            and targets.control_key = controls.control_key
            and targets.join_key = controls.join_key
),

whole_terms as (
    select distinct
        rule_id,
        document_id,
        instance_key,
        'left' as side,
        is_chosen,
        instance_key as source_id
    from part_terms
),

final as (
    select
        *,
        1::decimal(9, 4) as coefficient
    from whole_terms
    union all
    select
        *,
        1::decimal(9, 4) as coefficient
    from part_terms
    where source_id is not null
)

select * from final

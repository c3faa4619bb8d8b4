-- Every check (int_check) with what is known of the relation it rests on (int_check_standing).
{{ config(schema='main', contract={'enforced': true}, persist_docs={'relation': true, 'columns': true}) }}
with checks as (
    select * from {{ ref('int_check') }}
),

standing as (
    select * from {{ ref('int_check_standing') }}
),

final as (
    select
        checks.*,
        standing.standing,
        standing.unproven_reason,
        standing.tried_count as structure_tried_count,
        standing.closed_count as structure_closed_count
    from checks
    left join standing on checks.check_id = standing.check_id
)

select * from final

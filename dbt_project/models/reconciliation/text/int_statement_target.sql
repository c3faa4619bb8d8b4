-- Which control totals each figure of the text is compared with, in the reading chosen for it; what the text leaves
-- open is not compared (int_check_statement_scope says why).
with readings as (
    select * from {{ ref('int_statement_reading') }}
    where open_reason is null
),

final as (
    select
        statement_id,
        document_id,
        rule_id,
        relation,
        join_key,
        is_chosen,
        unnest(control_keys) as control_key
    from readings
)

select * from final

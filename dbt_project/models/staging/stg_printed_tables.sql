-- A table is held back by its reading or by the gate; either way nothing of it reaches a fact.
with printed_tables as (
    select * from {{ source('hand_over', 'printed_tables') }}
),

held_by_the_gate as (
    select
        document_id,
        table_id,
        string_agg(hold_reason, '; ' order by hold_reason) as hold_reason
    from {{ source('run', 'holds') }}
    where table_id is not null
    group by document_id, table_id
),

final as (
    select
        printed_tables.* replace (
            printed_tables.is_held_back or held_by_the_gate.table_id is not null as is_held_back,
            nullif(concat_ws('; ', printed_tables.hold_reason, held_by_the_gate.hold_reason), '') as hold_reason
        )
    from printed_tables
    left join held_by_the_gate
        on
            printed_tables.document_id = held_by_the_gate.document_id
            and printed_tables.table_id = held_by_the_gate.table_id
)

select * from final

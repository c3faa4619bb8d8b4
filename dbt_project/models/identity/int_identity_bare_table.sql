-- Printed tables none of whose rows was understood: their figures stand in cells alone.
with read_tables as (
    select distinct table_id
    from {{ ref('stg_lines') }}
),

final as (
    select
        printed_tables.table_id,
        printed_tables.document_id,
        printed_tables.unit_multiplier
    from {{ ref('stg_printed_tables') }} as printed_tables
    anti join read_tables on printed_tables.table_id = read_tables.table_id
    where printed_tables.unit_multiplier is not null
)

select * from final

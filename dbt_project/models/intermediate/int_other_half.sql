-- Halves of a table that print the money of another half again, along another classification: of those that feed one
-- fact only the first by seed halves counts it.
with printed_halves as (
    select distinct
        table_id,
        block_no,
        along
    from {{ ref('stg_rows') }}
    where along is not null
),

halves as (
    select * from {{ ref('halves') }}
),

final as (
    select
        printed_halves.table_id,
        printed_halves.block_no
    from printed_halves
    inner join halves on printed_halves.along = halves.along
    qualify
        row_number() over (
            partition by printed_halves.table_id, coalesce(halves.fact_table, '')
            order by halves.rank, printed_halves.block_no
        ) > 1
)

select * from final

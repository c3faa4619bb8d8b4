-- Columns that hold something else than their measure says: mere parts (其中), and columns that hold, as a part, what
-- elsewhere stands beside them (事业单位经营支出 within 项目支出).
with table_columns as (
    select
        table_id,
        block_no,
        col_no,
        measure_key,
        is_part
    from {{ ref('stg_columns') }}
),

summands as (
    select * from {{ ref('measure_tree') }}
    where is_summand
),

-- A summand printed as a part makes any other summand of the same whole wider.
widened as (
    select distinct
        table_columns.table_id,
        other.measure_key
    from table_columns
    inner join summands on table_columns.measure_key = summands.measure_key
    inner join summands as other
        on
            summands.parent_measure_key = other.parent_measure_key
            and summands.measure_key != other.measure_key
    where table_columns.is_part
),

final as (
    select
        table_columns.table_id,
        table_columns.block_no,
        table_columns.col_no
    from table_columns
    left join widened
        on table_columns.table_id = widened.table_id and table_columns.measure_key = widened.measure_key
    where table_columns.is_part or widened.table_id is not null
)

select * from final

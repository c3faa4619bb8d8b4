-- Money columns of which a part stands in a column that nobody understands (no measure): leaves leave it out.
with unknown_columns as (
    select
        amounts.table_id,
        amounts.block_no,
        amounts.col_no,
        amounts.amount_year
    from {{ ref('int_amount') }} as amounts
    where amounts.measure_key is null and amounts.value_type = 'money' and amounts.value != 0
    group by all
),

table_columns as (
    select * from {{ ref('stg_columns') }}
),

final as (
    select distinct
        unknown_columns.table_id,
        unknown_columns.amount_year,
        table_columns.measure_key
    from unknown_columns
    inner join {{ ref('int_column_ancestor') }} as column_ancestors
        on
            unknown_columns.table_id = column_ancestors.table_id
            and unknown_columns.block_no = column_ancestors.block_no
            and unknown_columns.col_no = column_ancestors.col_no
    inner join table_columns
        on
            column_ancestors.table_id = table_columns.table_id
            and column_ancestors.block_no = table_columns.block_no
            and column_ancestors.ancestor_col_no = table_columns.col_no
    where table_columns.measure_key is not null
)

select * from final

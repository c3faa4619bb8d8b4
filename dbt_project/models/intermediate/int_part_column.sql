-- Money columns that are only a part of another (其中), and those summed into one that is.
with table_columns as (
    select * from {{ ref('stg_columns') }}
),

column_ancestors as (
    select * from {{ ref('int_column_ancestor') }}
),

final as (
    select distinct
        column_ancestors.table_id,
        column_ancestors.block_no,
        column_ancestors.col_no
    from column_ancestors
    inner join table_columns
        on
            column_ancestors.table_id = table_columns.table_id
            and column_ancestors.block_no = table_columns.block_no
            and column_ancestors.ancestor_col_no = table_columns.col_no
    where table_columns.is_part
)

select * from final

-- Every money column with itself and all columns it is summed into, step by step; a mere part (其中) is summed into none.
with recursive table_columns as (
    select * from {{ ref('stg_columns') }}
),

closure as (
    select
        table_id,
        block_no,
        col_no,
        col_no as ancestor_col_no
    from table_columns
    union
    select
        closure.table_id,
        closure.block_no,
        closure.col_no,
        table_columns.parent_col_no as ancestor_col_no
    from closure
    inner join table_columns
        on
            closure.table_id = table_columns.table_id
            and closure.block_no = table_columns.block_no
            and closure.ancestor_col_no = table_columns.col_no
    where table_columns.parent_col_no is not null and not table_columns.is_part
)

select * from closure

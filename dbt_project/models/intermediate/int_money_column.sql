-- The money columns each amount of a fact counts in: its own and those it is summed into. Where a table's rows say what
-- is measured (三公 one below another, forms), a column is a measure, and the tree of measures says what it is part of.
{{ config(meta={'parted_by': 'int_fact_amount', 'rows_a_part': var('amounts_a_part')}) }}
with amounts as (
    select * from {{ ref('int_fact_amount') }}
    -- A change is no money, whatever its column holds in other rows.
    where value_type = 'money' and value is not null and measure_key != 'change_amount' and {{ in_part('document_id') }}
),

table_columns as (
    select * from {{ ref('stg_columns') }}
    where {{ in_part('document_id') }}
),

column_ancestors as (
    select * from {{ ref('int_column_ancestor') }}
),

placed as (
    select
        amounts.line_id,
        amounts.document_id,
        amounts.table_id,
        amounts.block_no,
        amounts.col_no,
        amounts.measure_key,
        coalesce(table_columns.measure_key = amounts.measure_key, false) as is_by_column
    from amounts
    left join table_columns
        on
            amounts.table_id = table_columns.table_id
            and amounts.block_no = table_columns.block_no
            and amounts.col_no = table_columns.col_no
),

counted as (
    select
        placed.line_id,
        placed.document_id,
        placed.measure_key,
        placed.is_by_column,
        upper_column.measure_key as column_measure_key,
        placed.col_no = upper_column.col_no as is_own
    from placed
    inner join column_ancestors
        on
            placed.table_id = column_ancestors.table_id
            and placed.block_no = column_ancestors.block_no
            and placed.col_no = column_ancestors.col_no
    inner join table_columns as upper_column
        on
            column_ancestors.table_id = upper_column.table_id
            and column_ancestors.block_no = upper_column.block_no
            and column_ancestors.ancestor_col_no = upper_column.col_no
    where placed.is_by_column and upper_column.measure_key is not null
    union all
    select
        placed.line_id,
        placed.document_id,
        placed.measure_key,
        placed.is_by_column,
        measure_ancestors.ancestor_measure_key as column_measure_key,
        placed.measure_key = measure_ancestors.ancestor_measure_key as is_own
    from placed
    inner join {{ ref('int_measure_ancestor') }} as measure_ancestors
        on placed.measure_key = measure_ancestors.measure_key
    where not placed.is_by_column
),

final as (
    select
        line_id,
        any_value(document_id) as document_id,
        column_measure_key,
        any_value(is_by_column) as is_by_column,
        -- 合计 under 合计 is counted by the upper one.
        bool_and(is_own) as is_own
    from counted
    group by line_id, column_measure_key
)

select * from final

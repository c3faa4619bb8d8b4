-- The amounts of a table that add up to it without overlap: a figure is a leaf if nothing finer is stated of it: no
-- other figure of the same year in its own row or a row under it, in its own column or one summed into it, understood
-- or not (int_column_ancestor; in forms, which have no columns, a measure that is part of its own). Thus 基本支出 of an
-- item is a leaf where no 人员经费 is printed beside it, and its 合计 never is. Parts (其中) are no leaves.
with amounts as (
    select * from {{ ref('int_amount') }}
    where value_type = 'money' and value is not null
),

row_tree as (
    select * from {{ ref('int_row_tree') }}
),

column_ancestors as (
    select * from {{ ref('int_column_ancestor') }}
),

table_columns as (
    select
        printed.*,
        parts.col_no is not null as is_of_a_part
    from {{ ref('stg_columns') }} as printed
    left join {{ ref('int_part_column') }} as parts
        on
            printed.table_id = parts.table_id
            and printed.block_no = parts.block_no
            and printed.col_no = parts.col_no
),

other_halves as (
    select * from {{ ref('int_other_half') }}
),

-- 增减额, and the change of an item (增减变化情况/公务接待费): no money, but a difference.
changes as (
    select measure_key
    from {{ ref('measures') }}
    where amount_basis = 'change' or measure_key = 'change_amount'
),

mere_part_measures as (
    select distinct measure_key
    from {{ ref('measure_tree') }}
    where not is_summand
),

placed as (
    select
        amounts.*,
        table_columns.col_no is not null as has_column,
        -- The row of a change (增减变化金额) holds no money, whatever its column does.
        coalesce(table_columns.is_of_a_part, mere_part_measures.measure_key is not null)
        or changes.measure_key is not null as is_part
    from amounts
    left join table_columns
        on
            amounts.table_id = table_columns.table_id
            and amounts.block_no = table_columns.block_no
            and amounts.col_no = table_columns.col_no
    left join mere_part_measures on amounts.measure_key = mere_part_measures.measure_key
    left join changes on amounts.measure_key = changes.measure_key
),

pairs as (
    select
        lower_amount.row_id as lower_row_id,
        lower_amount.measure_key as lower_measure_key,
        lower_amount.col_no as lower_col_no,
        upper_amount.*
    from placed as lower_amount
    inner join {{ ref('int_row_ancestor') }} as row_ancestors on lower_amount.row_id = row_ancestors.row_id
    inner join row_tree on lower_amount.row_id = row_tree.row_id
    inner join placed as upper_amount
        on
            row_ancestors.ancestor_row_id = upper_amount.row_id
            and lower_amount.amount_year is not distinct from upper_amount.amount_year
    where lower_amount.line_id != upper_amount.line_id and not lower_amount.is_part and not row_tree.is_part
),

stated_finer as (
    select pairs.line_id
    from pairs
    inner join column_ancestors
        on
            pairs.table_id = column_ancestors.table_id
            and pairs.block_no = column_ancestors.block_no
            and pairs.lower_col_no = column_ancestors.col_no
            and pairs.col_no = column_ancestors.ancestor_col_no
    where pairs.has_column and (pairs.lower_measure_key is not null or pairs.lower_col_no != pairs.col_no)
    union
    select pairs.line_id
    from pairs
    inner join {{ ref('int_measure_ancestor') }} as measure_ancestors
        on
            pairs.lower_measure_key = measure_ancestors.measure_key
            and pairs.measure_key = measure_ancestors.ancestor_measure_key
    where
        not pairs.has_column
        -- One measure printed twice in a row says nothing of which is finer.
        and (pairs.lower_row_id != pairs.row_id or pairs.lower_measure_key != pairs.measure_key)
    union
    select line_id from {{ ref('int_itemised_amount') }}
),

final as (
    select
        placed.line_id,
        placed.table_id,
        placed.document_id
    from placed
    inner join row_tree on placed.row_id = row_tree.row_id
    anti join stated_finer on placed.line_id = stated_finer.line_id
    anti join other_halves on placed.table_id = other_halves.table_id and placed.block_no = other_halves.block_no
    anti join {{ ref('int_beside_amount') }} as beside on placed.line_id = beside.line_id
    -- A total printed below its parts has nothing under it in the tree, and still is no leaf.
    where placed.measure_key is not null and not placed.is_part and (row_tree.is_leaf or row_tree.child_count > 0)
)

select * from final

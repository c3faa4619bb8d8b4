-- The amounts of a table that add up to it without overlap: a figure is a leaf if nothing finer is stated below it:
-- no other figure of the same year in its own row or a row under it, whose measure is the same or part of its own.
-- Thus 基本支出 of an item is a leaf where no 人员经费 is printed beside it, and its 合计 never is.
with amounts as (
    select * from {{ ref('int_amount') }}
    where value_type = 'money' and value is not null and measure_key is not null
),

row_tree as (
    select * from {{ ref('int_row_tree') }}
),

row_ancestors as (
    select * from {{ ref('int_row_ancestor') }}
),

measure_ancestors as (
    select * from {{ ref('int_measure_ancestor') }}
),

mere_parts as (
    select distinct measure_key
    from {{ ref('measure_tree') }}
    where not is_summand
),

stated_finer as (
    select distinct upper_amount.line_id
    from amounts as lower_amount
    inner join row_ancestors on lower_amount.row_id = row_ancestors.row_id
    inner join measure_ancestors on lower_amount.measure_key = measure_ancestors.measure_key
    inner join amounts as upper_amount
        on
            row_ancestors.ancestor_row_id = upper_amount.row_id
            and measure_ancestors.ancestor_measure_key = upper_amount.measure_key
            and lower_amount.amount_year is not distinct from upper_amount.amount_year
    where upper_amount.row_id != lower_amount.row_id or upper_amount.measure_key != lower_amount.measure_key
),

final as (
    select
        amounts.line_id,
        amounts.table_id,
        amounts.document_id
    from amounts
    inner join row_tree on amounts.row_id = row_tree.row_id
    anti join stated_finer on amounts.line_id = stated_finer.line_id
    anti join mere_parts on amounts.measure_key = mere_parts.measure_key
    -- A total printed below its parts has nothing under it in the tree, and still is no leaf.
    where row_tree.is_leaf or row_tree.child_count > 0
)

select * from final

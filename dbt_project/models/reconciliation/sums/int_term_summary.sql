-- Terms of the sums between named rows of one table (seed summary_equations): 收入总计, 本年支出合计, 支出构成合计. right_selector:
-- row_keys (the rows of these keys), children (the rows under the left row), parts (the same, or, where nothing
-- stands under it, the lines above it), since (every row from the one named down to the left row), whole (every row
-- above it, where none of the rows named is printed), other_half (the function classes of another half).
with left_rows as (
    select * from {{ ref('int_summary_row') }}
),

tree_rows as (
    select
        *,
        parent_row_id is null and row_kind in ('line', 'group') as is_top_line
    from {{ ref('int_row_tree') }}
),

figures as (
    select * from {{ ref('int_checkable_figure') }}
    where source_kind = 'line' and value_type = 'money' and measure_key is not null
    qualify count(*) over (partition by row_id, measure_key, amount_year) = 1
),

right_rows as (
    select
        left_rows.rule_id,
        left_rows.equation_key,
        left_rows.row_id as left_row_id,
        left_rows.left_measure,
        left_rows.right_measure,
        tree_rows.row_id,
        -- 支出总计 may close each half (by function, by purpose): each is held against the left row by itself.
        case
            when left_rows.right_selector = 'row_keys' and len(left_rows.right_keys) = 1
                then dense_rank() over (
                    partition by left_rows.equation_key, left_rows.row_id order by tree_rows.block_no asc
                )
            else 1
        end as half_no
    from left_rows
    inner join tree_rows on left_rows.table_id = tree_rows.table_id and left_rows.form_no = tree_rows.form_no
    where
        left_rows.right_selector = 'row_keys' and list_contains(left_rows.right_keys, tree_rows.row_key)
        or left_rows.right_selector = 'other_half' and left_rows.has_purposes
        and tree_rows.block_no != left_rows.block_no and len(tree_rows.function_code) = 3
        -- 其中 below 上年结转 is no summand beside it.
        or tree_rows.block_no = left_rows.block_no and not tree_rows.is_part
        and (
            left_rows.right_selector in ('parts', 'children') and left_rows.row_id = tree_rows.parent_row_id
            or left_rows.right_selector = 'parts' and left_rows.child_count = 0
            and tree_rows.is_top_line and tree_rows.row_no < left_rows.row_no
            or left_rows.right_selector = 'since' and tree_rows.parent_row_id is null
            and tree_rows.row_no between left_rows.start_row_no and left_rows.row_no - 1
            or left_rows.right_selector = 'whole' and tree_rows.parent_row_id is null
            and tree_rows.row_no < left_rows.row_no
        )
),

part_terms as (
    select
        right_rows.rule_id,
        whole.document_id,
        right_rows.equation_key || ':' || whole.source_id
        || case when right_rows.half_no > 1 then ':' || right_rows.half_no else '' end as instance_key,
        whole.source_id as left_source_id,
        part.source_id
    from right_rows
    inner join figures as whole
        on right_rows.left_row_id = whole.row_id and coalesce(right_rows.left_measure = whole.measure_key, true)
    inner join figures as part
        on
            right_rows.row_id = part.row_id
            and part.measure_key = coalesce(right_rows.right_measure, whole.measure_key)
            and whole.amount_year is not distinct from part.amount_year
),

final as (
    select distinct
        rule_id,
        document_id,
        instance_key,
        'left' as side,
        left_source_id as source_id,
        1::decimal(9, 4) as coefficient
    from part_terms
    union all
    select
        rule_id,
        document_id,
        instance_key,
        'right' as side,
        source_id,
        1::decimal(9, 4) as coefficient
    from part_terms
)

select * from final

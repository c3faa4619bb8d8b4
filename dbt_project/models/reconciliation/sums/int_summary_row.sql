-- The rows seed summary_equations calls sums, with what the equation says of their parts; a row that stands twice
-- in its form, or of which it isn't clear what it sums, is left out.
with equations as (
    select
        *,
        string_split(right_row_keys, '|') as right_keys
    from {{ for_kinds_printed_like('summary_equations') }}
),

tree_rows as (
    select
        *,
        parent_row_id is null and row_kind in ('line', 'group') as is_top_line
    from {{ ref('int_row_tree') }}
),

mixed_parents as (
    select parent_row_id as row_id
    from {{ ref('int_sum_parent') }}
    where has_mixed_rows
),

-- Where lines stand both above a subtotal and under it, it isn't clear which of them it sums.
unclear_subtotals as (
    select distinct parent.row_id
    from tree_rows as parent
    inner join tree_rows as line  -- noqa: RF04
        on
            parent.table_id = line.table_id
            and parent.block_no = line.block_no
            and parent.row_no > line.row_no
            and line.is_top_line
    where parent.child_count > 0 and parent.row_key is not null
),

start_rows as (
    select
        equations.equation_key,
        tree_rows.table_id,
        tree_rows.block_no,
        min(tree_rows.row_no) as start_row_no
    from tree_rows
    inner join
        equations
        on equations.right_selector = 'since' and list_contains(equations.right_keys, tree_rows.row_key)
    where tree_rows.row_id not in (select unclear_subtotals.row_id from unclear_subtotals)
    group by equations.equation_key, tree_rows.table_id, tree_rows.block_no
),

-- Equations of a total over its whole half hold only where no subtotal of the half is printed.
subtotal_rows as (
    select
        equations.equation_key,
        tree_rows.table_id,
        tree_rows.block_no
    from tree_rows
    inner join
        equations
        on equations.right_selector = 'whole' and list_contains(equations.right_keys, tree_rows.row_key)
),

purpose_blocks as (
    select distinct
        table_id,
        block_no
    from tree_rows
    where starts_with(row_key, 'expenditure_purpose_')
),

final as (
    select
        equations.*,
        tree_rows.row_id,
        tree_rows.table_id,
        tree_rows.form_no,
        tree_rows.block_no,
        tree_rows.row_no,
        tree_rows.child_count,
        start_rows.start_row_no,
        (tree_rows.table_id, tree_rows.block_no) in (from purpose_blocks) as has_purposes
    from tree_rows
    inner join {{ ref('stg_printed_tables') }} as printed_tables on tree_rows.table_id = printed_tables.table_id
    inner join equations
        on printed_tables.table_kind = equations.table_kind and tree_rows.row_key = equations.left_row_key
    left join start_rows
        on
            equations.equation_key = start_rows.equation_key
            and tree_rows.table_id = start_rows.table_id
            and tree_rows.block_no = start_rows.block_no
    where
        tree_rows.row_id not in (select mixed_parents.row_id from mixed_parents)
        and (equations.equation_key, tree_rows.table_id, tree_rows.block_no) not in (from subtotal_rows)
        and (equations.right_selector != 'since' or start_rows.start_row_no is not null)
        and (
            equations.right_selector != 'parts'
            or tree_rows.row_id not in (select unclear_subtotals.row_id from unclear_subtotals)
        )
    -- A name that stands twice in one half says nothing; 支出合计 below the functions and again below the purposes is
    -- two halves, of which the first printed figure is compared with other halves.
    qualify
        count(*) over (
            partition by equations.equation_key, tree_rows.table_id, tree_rows.form_no, tree_rows.block_no
        ) = 1
)

select * from final

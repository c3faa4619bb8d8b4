-- Rows of halves that go on with the list of another (302 beside 301), each under the one total of the table: it sums
-- them too. Halves with a total or subtotal of their own are lists of their own; those of a two-sided table say so.
with row_tree as (
    select row_tree.*
    from {{ ref('int_row_tree') }} as row_tree
    inner join {{ ref('stg_rows') }} as printed_rows on row_tree.row_id = printed_rows.row_id
    where printed_rows.side is null
),

lone_totals as (
    select
        table_id,
        form_no,
        any_value(row_id) as row_id,
        any_value(block_no) as block_no
    from row_tree
    where row_kind in ('total', 'subtotal')
    group by table_id, form_no
    having count(*) = 1 and bool_and(row_kind = 'total' and row_key is null)
),

final as (
    select
        row_tree.row_id,
        lone_totals.row_id as parent_row_id
    from row_tree
    inner join lone_totals
        on
            row_tree.table_id = lone_totals.table_id
            and row_tree.form_no = lone_totals.form_no
            and row_tree.block_no != lone_totals.block_no
    where row_tree.parent_row_id is null and row_tree.row_kind in ('line', 'group')
)

select * from final

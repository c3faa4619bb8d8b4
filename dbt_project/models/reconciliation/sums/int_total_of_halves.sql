-- Rows of halves that go on with the list of another (302 beside 301), each under the one total of the table: it sums
-- them too. Halves with a total or subtotal of their own are lists of their own; those of a two-sided table say so. One
-- along the government's economic classification prints the money of the department's again.
with printed_rows as (
    select
        *,
        government_economic_code is not null and economic_code is null as is_government
    from {{ ref('stg_rows') }}
    where side is null
),

mixed_tables as (
    select table_id
    from printed_rows
    group by table_id
    having bool_or(is_government) and bool_or(economic_code is not null)
),

row_tree as (
    select row_tree.*
    from {{ ref('int_row_tree') }} as row_tree
    inner join printed_rows on row_tree.row_id = printed_rows.row_id
    anti join mixed_tables on row_tree.table_id = mixed_tables.table_id
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

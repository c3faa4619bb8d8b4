-- Rows below 上年结转: they speak of carried-over money, whatever their own label.
with row_tree as (
    select * from {{ ref('int_row_tree') }}
    where row_key = 'revenue_carry_over'
),

final as (
    select distinct
        row_ancestors.row_id,
        row_tree.document_id
    from {{ ref('int_row_ancestor') }} as row_ancestors
    inner join row_tree on row_ancestors.ancestor_row_id = row_tree.row_id
)

select * from final

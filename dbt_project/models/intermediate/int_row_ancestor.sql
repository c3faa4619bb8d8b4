-- Every printed row with itself and all rows it stands under.
with recursive row_tree as (
    select * from {{ ref('int_row_tree') }}
),

closure as (
    select
        row_id,
        row_id as ancestor_row_id,
        0 as distance
    from row_tree
    union all
    select
        closure.row_id,
        row_tree.parent_row_id as ancestor_row_id,
        closure.distance + 1 as distance
    from closure
    inner join row_tree on closure.ancestor_row_id = row_tree.row_id
    where row_tree.parent_row_id is not null
)

select * from closure

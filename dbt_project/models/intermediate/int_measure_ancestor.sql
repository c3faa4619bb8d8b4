-- Every measure with itself and all it is part of, over the summands only.
with recursive measures as (
    select measure_key from {{ ref('measures') }}
),

measure_tree as (
    select * from {{ ref('measure_tree') }}
    where is_summand
),

closure as (
    select
        measure_key,
        measure_key as ancestor_measure_key
    from measures
    union
    select
        closure.measure_key,
        measure_tree.parent_measure_key as ancestor_measure_key
    from closure
    inner join measure_tree on closure.ancestor_measure_key = measure_tree.measure_key
)

select * from closure

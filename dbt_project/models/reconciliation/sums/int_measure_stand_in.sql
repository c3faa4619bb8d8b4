-- The measures that a figure stands for in its row: its own, and the one it is part of where the row prints neither
-- that one nor any between: 基本支出 for 人员经费 and 公用经费.
with figures as (
    select * from {{ ref('int_summable_figure') }}
),

parents as (
    select
        figures.source_id,
        figures.row_id,
        figures.amount_year,
        measure_tree.measure_key as part_measure_key,
        measure_tree.parent_measure_key as measure_key
    from figures
    inner join {{ ref('measure_tree') }} as measure_tree
        on figures.measure_key = measure_tree.measure_key and measure_tree.is_summand
),

between_measures as (
    select
        measure_key,
        ancestor_measure_key,
        unnest(measures) as between_measure_key
    from {{ ref('int_measure_between') }}
),

-- Where a row prints a measure, no other stands for it; and what lies below a printed one is part of that one only.
printed as (
    select
        parents.source_id,
        parents.measure_key
    from parents
    inner join figures
        on
            parents.row_id = figures.row_id
            and parents.amount_year is not distinct from figures.amount_year
            and parents.measure_key = figures.measure_key
    union all
    select
        parents.source_id,
        parents.measure_key
    from parents
    inner join between_measures
        on
            parents.part_measure_key = between_measures.measure_key
            and parents.measure_key = between_measures.ancestor_measure_key
    inner join figures
        on
            parents.row_id = figures.row_id
            and parents.amount_year is not distinct from figures.amount_year
            and between_measures.between_measure_key = figures.measure_key
),

final as (
    select distinct
        parents.source_id,
        parents.measure_key
    from parents
    anti join printed on parents.source_id = printed.source_id and parents.measure_key = printed.measure_key
    union all
    select
        source_id,
        measure_key
    from figures
)

select * from final

-- The measures between a measure and each it is part of: 财政拨款收入 between 一般公共预算 and 合计. Where a row prints one of
-- them, that one is the part of the whole, and what lies below it is part of that one only.
with measure_ancestors as (
    select * from {{ ref('int_measure_ancestor') }}
    where measure_key != ancestor_measure_key
),

final as (
    select
        lower_measures.measure_key,
        upper_measures.ancestor_measure_key,
        list(lower_measures.ancestor_measure_key) as measures
    from measure_ancestors as lower_measures
    inner join measure_ancestors as upper_measures
        on lower_measures.ancestor_measure_key = upper_measures.measure_key
    group by lower_measures.measure_key, upper_measures.ancestor_measure_key
)

select * from final

-- Figures ready to be facts: those of int_coordinate whose table and column are understood, but for two things. A
-- figure held back gives no amount. And where leaves count money again (int_counted_again), none is called a leaf.
with coordinates as (
    select * from {{ ref('int_coordinate') }}
    where fact_table is not null
),

counted_again as (
    select * from {{ ref('int_counted_again') }}
),

final as (
    select
        coordinates.* exclude (is_leaf),
        coordinates.is_leaf and counted_again.table_id is null as is_leaf,
        counted_again.table_id is not null as is_counted_again
    from coordinates
    left join counted_again
        on
            coordinates.table_id = counted_again.table_id
            and coordinates.fact_table = counted_again.fact_table
            and coordinates.amount_year is not distinct from counted_again.amount_year
)

select * replace (case when reconciliation_status != 'held_back' then amount_yuan end as amount_yuan)
from final

-- Figures ready to be facts (int_keyed_amount), but for two things. A figure held back gives no amount. And leaves that
-- come to twice the total their table prints, or more, count money again: we have not understood what is part of what
-- there, and call none of them a leaf.
with keyed as (
    select * from {{ ref('int_keyed_amount') }}
),

sums as (
    select
        table_id,
        fact_table,
        amount_year,
        sum(case when is_leaf then amount_yuan end) as leaves_yuan,
        max(case when row_kind = 'total' and measure_key in ('total', 'budget_amount') then amount_yuan end)
            as total_yuan
    from keyed
    group by table_id, fact_table, amount_year
),

counted_again as (
    select *
    from sums
    where total_yuan > 0 and leaves_yuan >= total_yuan * 1.95
),

final as (
    select
        keyed.* exclude (is_leaf),
        keyed.is_leaf and counted_again.table_id is null as is_leaf,
        counted_again.table_id is not null as is_counted_again
    from keyed
    left join counted_again
        on
            keyed.table_id = counted_again.table_id
            and keyed.fact_table = counted_again.fact_table
            and keyed.amount_year is not distinct from counted_again.amount_year
)

select * replace (case when reconciliation_status != 'held_back' then amount_yuan end as amount_yuan)
from final

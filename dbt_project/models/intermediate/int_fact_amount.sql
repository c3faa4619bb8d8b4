-- Figures ready to be facts (int_keyed_amount), but for three things. A figure held back gives no amount. The money of
-- a table is counted once: of halves that run along different classifications, one has leaves in each fact. And leaves
-- that come to twice the total their table prints, or more, count money again: we have not understood what is part of
-- what there, and call none of them a leaf.
with keyed as (
    select * from {{ ref('int_keyed_amount') }}
),

halves as (
    select distinct
        keyed.table_id,
        keyed.fact_table,
        keyed.side,
        keyed.block_no,
        halves.rank
    from keyed
    inner join {{ ref('halves') }} as halves on keyed.along = halves.along
),

other_halves as (
    select * from halves
    qualify row_number() over (partition by table_id, fact_table, side order by rank, block_no) > 1
),

in_one_half as (
    select keyed.* replace (keyed.is_leaf and other_halves.table_id is null as is_leaf)
    from keyed
    left join other_halves
        on
            keyed.table_id = other_halves.table_id
            and keyed.fact_table = other_halves.fact_table
            and keyed.side = other_halves.side
            and keyed.block_no = other_halves.block_no
),

sums as (
    select
        table_id,
        fact_table,
        amount_year,
        sum(case when is_leaf then amount_yuan end) as leaves_yuan,
        max(case when row_kind = 'total' and measure_key in ('total', 'budget_amount') then amount_yuan end)
            as total_yuan
    from in_one_half
    group by table_id, fact_table, amount_year
),

counted_again as (
    select *
    from sums
    where total_yuan > 0 and leaves_yuan >= total_yuan * 1.95
),

final as (
    select
        in_one_half.* exclude (is_leaf),
        in_one_half.is_leaf and counted_again.table_id is null as is_leaf,
        counted_again.table_id is not null as is_counted_again
    from in_one_half
    left join counted_again
        on
            in_one_half.table_id = counted_again.table_id
            and in_one_half.fact_table = counted_again.fact_table
            and in_one_half.amount_year is not distinct from counted_again.amount_year
)

select * replace (case when reconciliation_status != 'held_back' then amount_yuan end as amount_yuan)
from final

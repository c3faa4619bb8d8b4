-- Leaves that come to twice the total their table prints, or more, count money again: we have not understood what is
-- part of what there, and call none of them a leaf.
with sums as (
    select
        table_id,
        fact_table,
        amount_year,
        sum(case when is_leaf then amount_yuan end) as leaves_yuan,
        max(case
            when row_kind = 'total' and measure_key in ('total', 'budget_amount', 'procurement_amount') then amount_yuan
        end) as total_yuan
    from {{ ref('int_coordinate') }}
    where fact_table is not null
    group by table_id, fact_table, amount_year
),

final as (
    select
        table_id,
        fact_table,
        amount_year
    from sums
    where total_yuan > 0 and leaves_yuan >= total_yuan * 1.95
)

select * from final

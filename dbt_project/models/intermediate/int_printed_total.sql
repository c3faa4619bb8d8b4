-- The total each printed table states of itself: one row per document, flow and table kind. A report that prints a kind
-- twice (once a unit) states it several times; then the sum of the tables' totals is its total.
with amounts as (
    select * from {{ ref('int_fact_amount') }}
    where
        fact_table in ('fct_revenue', 'fct_expenditure_by_function')
        and measure_key in ('total', 'budget_amount')
        and amount_year = fiscal_year
),

ranked as (
    select
        *,
        case when fact_table = 'fct_revenue' then 'revenue' else 'expenditure' end as flow,
        -- In two-sided tables only named rows are totals; 本年支出合计 goes before 支出总计, which adds the carry-over.
        case
            when row_key = 'revenue_grand_total' then 1
            when row_key = 'expenditure_current_total' then 1
            when row_key = 'revenue_current_total' then 2
            when row_key = 'expenditure_grand_total' then 2
            when row_kind = 'total' and side is null then 3
        end as total_rank
    from amounts
),

table_totals as (
    select *
    from ranked
    where total_rank is not null
    qualify row_number() over (partition by table_id, flow order by total_rank, level_no, row_no) = 1
),

final as (
    select
        document_id,
        flow,
        table_kind,
        sum(amount_yuan) as total_yuan,
        sum(slack_yuan) as slack_yuan,
        count(*)::integer as table_count,
        bool_or(reconciliation_status = 'held_back') as has_held_back,
        list(line_id order by line_id) as line_ids
    from table_totals
    group by document_id, flow, table_kind
)

select * from final

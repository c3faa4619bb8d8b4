-- The total each printed table states of itself, and of the year's own money (本年收入) where it tells that apart.
with lone_tops as (
    -- The one row under which all others stand, whatever its name: the department's own, above its functions.
    select distinct row_id
    from {{ ref('int_total_row') }}
    qualify count(*) over (partition by table_id, fact_table) = 1
),

amounts as (
    select
        amounts.*,
        {{ flow_of('amounts.fact_table') }} as flow,
        lone_tops.row_id is not null and amounts.row_kind = 'group' as is_above_all
    from {{ ref('int_fact_amount') }} as amounts
    left join lone_tops on amounts.row_id = lone_tops.row_id
    where {{ flow_of('amounts.fact_table') }} is not null and amounts.amount_year = amounts.fiscal_year
),

ranked as (
    select
        *,
        -- In two-sided tables only named rows are totals; 本年支出合计 goes before 支出总计, which adds the carry-over.
        case
            when measure_key = 'basic' and flow != 'economic' then null
            when measure_key not in ('total', 'budget_amount', 'basic') then null
            when row_key = 'revenue_grand_total' then 1
            when row_key = 'expenditure_current_total' then 1
            when row_key = 'revenue_current_total' then 2
            when row_key = 'expenditure_grand_total' then 2
            when row_kind = 'total' and side is null then 3
            when is_above_all and side is null then 4
        end as total_rank,
        case
            when row_key = 'revenue_current_total' and measure_key in ('total', 'budget_amount') then 1
            when row_kind = 'total' and side is null and measure_key = 'current_total' then 2
        end as current_rank
    from amounts
),

totals as (
    select *
    from ranked
    where total_rank is not null
    -- 预算数 and 决算数 side by side that differ: which is the total can't be said.
    qualify
        row_number() over (partition by table_id, flow order by total_rank, level_no, row_no, form_no, line_id) = 1
        and min(amount_yuan) over (partition by row_id, flow) is not distinct from
        max(amount_yuan) over (partition by row_id, flow)
),

current_totals as (
    select *
    from ranked
    where current_rank is not null and flow = 'revenue'
    qualify row_number() over (partition by table_id order by current_rank, level_no, row_no, form_no, line_id) = 1
),

tables as (
    select distinct
        document_id,
        table_id,
        table_kind,
        flow
    from amounts
),

final as (
    select
        tables.document_id,
        tables.table_id,
        tables.table_kind,
        tables.flow,
        totals.line_id,
        totals.amount_yuan as total_yuan,
        totals.slack_yuan,
        totals.reconciliation_status = 'held_back' as is_held_back,
        current_totals.amount_yuan as current_yuan,
        current_totals.slack_yuan as current_slack_yuan
    from tables
    left join totals on tables.table_id = totals.table_id and tables.flow = totals.flow
    left join current_totals on tables.table_id = current_totals.table_id and tables.flow = current_totals.flow
)

select * from final

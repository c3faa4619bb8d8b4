-- Totals of a body's counted report beside those of its counted report of the year before: revenue, expenditure, and
-- basic and project expenditure where both reports tell all their expenditure so.
with sources as (
    select * from {{ ref('int_body_source') }}
),

kinds as (
    select
        document_id,
        case when starts_with(expenditure_kind, 'basic') then 'basic' else expenditure_kind end as kind_key,
        sum(amount_yuan) as amount_yuan,
        bool_or(bool_or(coalesce(expenditure_kind, 'total') = 'total')) over (partition by document_id) as is_unsplit
    from {{ ref('int_body_amount') }}
    where flow = 'expenditure'
    group by document_id, kind_key
),

totals as (
    select
        body_key,
        fiscal_year,
        report_kind,
        document_id,
        flow || '_total' as measure_key,
        own_total_yuan as amount_yuan,
        list_min(total_line_ids) as line_id
    from sources
    where own_total_yuan is not null
    union all
    select
        sources.body_key,
        sources.fiscal_year,
        sources.report_kind,
        sources.document_id,
        kinds.kind_key as measure_key,
        kinds.amount_yuan,
        null as line_id
    from sources
    inner join kinds on sources.document_id = kinds.document_id
    where sources.flow = 'expenditure' and kinds.kind_key in ('basic', 'project') and not kinds.is_unsplit
),

final as (
    select
        totals.body_key,
        totals.fiscal_year,
        totals.report_kind,
        totals.measure_key,
        'last_report' as source_kind,
        totals.amount_yuan::decimal(18, 2) as amount_yuan,
        earlier.amount_yuan::decimal(18, 2) as year_before_yuan,
        if(totals.report_kind = 'budget', 'budget', 'final') as year_before_basis,
        totals.document_id,
        totals.line_id,
        null::varchar as statement_id
    from totals
    inner join totals as earlier
        on
            totals.body_key = earlier.body_key
            and totals.report_kind = earlier.report_kind
            and totals.measure_key = earlier.measure_key
            and totals.fiscal_year = earlier.fiscal_year + 1
)

select * from final

-- Amounts that the text calls the appropriation of the year (当年拨款): what is carried over is not of the year. Wrong is
-- one that is the table's total where the year's revenue of that fund, printed too, is less; what is neither is for
-- other rules. One row per figure.
with told as (
    select
        *,
        regexp_replace(subject_key, '_total$', '') as fund
    from {{ ref('int_statement') }}
    where
        role = 'amount'
        and subject_key in ('general_public_total', 'government_fund_total', 'state_capital_total')
        and regexp_matches(subject_text, '当年.*拨款')
        and value_yuan is not null
        and amount_year = fiscal_year
),

controls as (
    select * from {{ ref('int_control_total') }}
    where join_key = ''
),

figures as (
    select * from {{ ref('int_checkable_figure') }}
),

compared as (
    select
        told.statement_id,
        told.document_id,
        told.subject_text,
        told.value_yuan,
        told.page_no,
        told.slack_yuan + total.slack as total_slack,
        told.slack_yuan + revenue.slack as revenue_slack,
        total.value as total_yuan,
        revenue.value as revenue_yuan,
        figures.table_id,
        figures.table_kind,
        figures.label,
        figures.page_no as table_page_no,
        figures.cell_id
    from told
    inner join controls as total
        on told.document_id = total.document_id and told.subject_key = total.control_key
    inner join controls as revenue
        on
            told.document_id = revenue.document_id
            and revenue.control_key in ('fiscal_revenue_' || told.fund, 'revenue_current_' || told.fund)
    inner join figures on revenue.source_id = figures.source_id
    -- Where both tables print it, the summary of the appropriation is the nearer one.
    qualify row_number() over (partition by told.statement_id order by revenue.control_key) = 1
),

final as (
    select
        'current_appropriation_told' as rule_id,
        document_id,
        statement_id as instance_key,
        table_id,
        table_kind,
        'yuan' as value_unit,
        '文字 ' || subject_text as left_label,
        value_yuan::decimal(24, 6) as left_value,
        label as right_label,
        revenue_yuan::decimal(24, 6) as right_value,
        revenue_slack::decimal(24, 6) as tolerance,
        page_no as left_page_no,
        table_page_no as right_page_no,
        []::varchar[] as left_cell_ids,
        [cell_id] as right_cell_ids,
        []::varchar[] as proven_source_ids,
        abs(value_yuan - revenue_yuan) <= revenue_slack as is_same
    from compared
    where
        abs(value_yuan - revenue_yuan) <= revenue_slack
        or abs(value_yuan - total_yuan) <= total_slack and total_yuan > revenue_yuan
)

select * from final

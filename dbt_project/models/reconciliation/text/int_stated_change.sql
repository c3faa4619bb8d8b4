-- What the text says of one subject from year to year, put together: this year's amount, the change with its
-- direction, the amount of the year before, the percentage. One row per group of statements that tells an amount
-- and its change.
with statements as (
    select * from {{ ref('int_statement') }}
),

final as (
    select
        document_id,
        group_no,
        any_value(fiscal_year) as fiscal_year,
        any_value(subject_key) filter (where role = 'amount') as subject_key,
        any_value(section_title) filter (where role = 'amount') as section_title,
        any_value(statement_id) filter (where role = 'amount') as amount_id,
        any_value(statement_id) filter (where role = 'change') as change_id,
        any_value(statement_id) filter (where role = 'prior_amount') as prior_id,
        any_value(statement_id) filter (where role = 'change_percent') as percent_id,
        any_value(page_no) filter (where role = 'change_percent') as percent_page_no,
        any_value(value_yuan) filter (where role = 'amount') as amount_yuan,
        any_value(slack_yuan) filter (where role = 'amount') as amount_slack_yuan,
        any_value(value_yuan) filter (where role = 'change') as change_yuan,
        any_value(slack_yuan) filter (where role = 'change') as change_slack_yuan,
        any_value(value_yuan) filter (where role = 'prior_amount') as prior_yuan,
        any_value(slack_yuan) filter (where role = 'prior_amount') as prior_slack_yuan,
        any_value(value) filter (where role = 'change_percent') as percent,  -- noqa: RF04
        any_value({{ last_printed_digit('decimals_printed') }} * 0.5) filter (where role = 'change_percent')
            as percent_slack,
        -- +1: the year before was more (a decrease is added to this year's amount to get it).
        case coalesce(
            any_value(direction) filter (where role = 'change'),
            any_value(direction) filter (where role = 'change_percent')
        )
            when 'decrease' then 1
            when 'increase' then -1
        end as sign_to_prior
    from statements
    where role in ('amount', 'change', 'prior_amount', 'change_percent')
    group by document_id, group_no
    having
        count(*) filter (where role = 'amount' and amount_year = fiscal_year) = 1
        and count(*) filter (where role = 'amount') = 1
        and count(*) filter (where role = 'change') <= 1
        and count(*) filter (where role = 'prior_amount') <= 1
        and count(*) filter (where role = 'change_percent') <= 1
        and count(distinct direction) filter (where role in ('change', 'change_percent')) <= 1
)

select * from final

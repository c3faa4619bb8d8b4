-- Percentages of change in the text that have no base: the year before was nothing, as the text states it or as this
-- year's amount, all of which is the increase, tells it. 增长100% is as wrong there as 增长0%. Nothing that stays nothing
-- is left alone.
with changes as (
    select
        document_id,
        percent_id,
        coalesce(
            prior_yuan,
            -- What rounding hides of the difference is no base either.
            if(
                sign_to_prior = -1 and change_yuan > 0
                and abs(amount_yuan - change_yuan) <= least(amount_slack_yuan, change_slack_yuan),
                0, amount_yuan + sign_to_prior * change_yuan
            )
        ) as base_yuan
    from {{ ref('int_stated_change') }}
    where percent_id is not null and amount_yuan != 0
    union
    select
        document_id,
        percent_id,
        prior_yuan as base_yuan
    from {{ ref('int_stated_years') }}
    where
        percent_id is not null and amount_yuan != 0
        and coalesce(open_reason = '{{ no_change_of_zero() }}', true)
),

final as (
    select
        'percent_of_nothing' as rule_id,
        changes.document_id,
        changes.percent_id as instance_key,
        null::varchar as table_id,
        null::varchar as table_kind,
        concat_ws(' ', '文字', any_value(statements.subject_text)) || '增减幅度' as left_label,
        any_value(statements.value_text) || '%' as left_text,
        '应当' as right_label,
        '没有上年数的，不写百分比' as right_text,
        any_value(statements.page_no) as left_page_no,
        min(abs(changes.base_yuan)) != 0 as is_same
    from changes
    inner join {{ ref('int_statement') }} as statements on changes.percent_id = statements.statement_id
    where changes.base_yuan is not null
    group by changes.document_id, changes.percent_id
)

select * from final

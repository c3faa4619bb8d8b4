-- Percentages of change in sentences that tell both years' amounts, and no change in money. A change against the
-- direction told is negative, and so is its percentage. In the shape of int_printed_percentage.
with years as (
    select
        *,
        case direction when 'increase' then amount_yuan - prior_yuan else prior_yuan - amount_yuan end as change_yuan
    from {{ ref('int_stated_years') }}
    where open_reason is null and change_id is null
),

final as (
    select
        'change_percent_of_years' as rule_id,
        document_id,
        percent_id as source_id,
        [amount_id] as part_ids,
        change_yuan as part_yuan,
        amount_slack_yuan + prior_slack_yuan as part_slack_yuan,
        [prior_id] as base_ids,
        prior_yuan as base_yuan,
        prior_slack_yuan as base_slack_yuan
    from years
)

select * from final

-- Percentages of change that a table prints beside the amounts of two years: the change, printed or computed, of the
-- year before's amount. In the shape of int_printed_percentage.
with years as (
    select * from {{ ref('int_year_change') }}
),

final as (
    select
        'law_change_percent' as rule_id,
        document_id,
        percent_id as source_id,
        [coalesce(change_id, this_year_id)] as part_ids,
        abs(coalesce(change_yuan, this_year_yuan - year_before_yuan)) as part_yuan,
        coalesce(change_slack_yuan, this_year_slack_yuan + year_before_slack_yuan) as part_slack_yuan,
        [year_before_id] as base_ids,
        year_before_yuan as base_yuan,
        year_before_slack_yuan as base_slack_yuan
    from years
    where percent_id is not null
)

select * from final

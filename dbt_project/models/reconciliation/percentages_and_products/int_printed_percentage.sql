-- Percentages recomputed: a change against the year before, a share against the whole, the completion of a budget, all
-- in the text, and shares and changes in tables (int_table_share, int_table_change_percent). The tolerance is what
-- rounding of the percentage and of the amounts can hide.
with rules as (
    select * from {{ ref('rules') }}
),

changes as (
    select
        document_id,
        percent_id,
        change_id,
        amount_id,
        prior_id,
        coalesce(prior_yuan, amount_yuan + sign_to_prior * change_yuan) as base_yuan,
        coalesce(prior_slack_yuan, amount_slack_yuan + change_slack_yuan) as base_slack_yuan,
        coalesce(change_yuan, abs(amount_yuan - prior_yuan)) as part_yuan,
        coalesce(change_slack_yuan, amount_slack_yuan + prior_slack_yuan) as part_slack_yuan
    from {{ ref('int_stated_change') }}
    where percent_id is not null
),

stated_changes as (
    select
        rules.rule_id,
        changes.document_id,
        changes.percent_id as source_id,
        [coalesce(changes.change_id, changes.amount_id)] as part_ids,
        changes.part_yuan,
        changes.part_slack_yuan,
        [coalesce(changes.prior_id, changes.amount_id)] as base_ids,
        changes.base_yuan,
        changes.base_slack_yuan
    from changes
    inner join rules on rules.rule_id = 'change_percent_stated'
),

stated_shares as (
    select
        rules.rule_id,
        told_shares.document_id,
        told_shares.statement_id as source_id,
        [told_shares.part_id] as part_ids,
        told_shares.part_yuan,
        told_shares.part_slack_yuan,
        [told_shares.base_id] as base_ids,
        told_shares.base_yuan,
        told_shares.base_slack_yuan
    from {{ ref('int_stated_share') }} as told_shares
    inner join rules on rules.rule_id = 'share_stated'
),

stated_completions as (
    select
        rules.rule_id,
        completions.document_id,
        completions.percent_id as source_id,
        [completions.amount_id] as part_ids,
        completions.amount_yuan as part_yuan,
        completions.amount_slack_yuan as part_slack_yuan,
        [completions.budget_id] as base_ids,
        completions.budget_yuan as base_yuan,
        completions.budget_slack_yuan as base_slack_yuan
    from {{ ref('int_stated_completion') }} as completions
    inner join rules on rules.rule_id = 'completion_stated'
    where completions.percent_id is not null
),

final as (
    select * from stated_changes
    union all
    select * from stated_shares
    union all
    select * from stated_completions
    union all
    select * from {{ ref('int_table_share') }}
    union all
    select * from {{ ref('int_table_change_percent') }}
    union all
    select * from {{ ref('int_years_percent') }}
)

select * from final
where base_yuan > base_slack_yuan and part_yuan is not null

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

-- Without their words: there are hundreds of thousands.
statements as (
    select
        statement_id,
        parent_statement_id,
        document_id,
        group_no,
        role,
        value_yuan,
        slack_yuan
    from {{ ref('int_statement') }}
    where role in ('amount', 'share_percent')
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

-- A share, the amount told beside it, and what that is part of.
shares as (
    select
        share.document_id,
        share.statement_id,
        share.group_no,
        part.statement_id as part_id,
        part.value_yuan as part_yuan,
        part.slack_yuan as part_slack_yuan,
        coalesce(share.parent_statement_id, part.parent_statement_id) as whole_id
    from statements as share  -- noqa: RF04
    inner join statements as part on share.document_id = part.document_id and share.group_no = part.group_no
    where share.role = 'share_percent' and part.role = 'amount'
),

stated_shares as (
    select
        rules.rule_id,
        shares.document_id,
        shares.statement_id as source_id,
        [shares.part_id] as part_ids,
        shares.part_yuan,
        shares.part_slack_yuan,
        [whole.statement_id] as base_ids,
        whole.value_yuan as base_yuan,
        whole.slack_yuan as base_slack_yuan
    from shares
    inner join rules on rules.rule_id = 'share_stated'
    inner join statements as whole on shares.whole_id = whole.statement_id and whole.role = 'amount'
    where shares.whole_id != shares.part_id
    -- A group that tells two amounts or two shares doesn't say which belongs to which.
    qualify
        count(*) over (partition by shares.statement_id) = 1
        and count(*) over (partition by shares.document_id, shares.group_no) = 1
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

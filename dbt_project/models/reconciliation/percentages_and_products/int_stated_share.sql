-- Shares the text tells, each with the amount told beside it and what that is part of: the whole the sentence lists it
-- under, else the one its words name (int_named_share). Where the words name another whole than the list's
-- (其中：授予小微企业合同金额9万元，占政府采购支出总额的8%), the list's is taken only if the share is of it. One row per share.
-- Without their words: there are hundreds of thousands.
with statements as (
    select
        statement_id,
        parent_statement_id,
        document_id,
        group_no,
        role,
        subject_key,
        base_subject_key,
        value,
        decimals_printed,
        value_yuan,
        slack_yuan
    from {{ ref('int_statement') }}
    where role in ('amount', 'share_percent')
),

told as (
    select
        share.document_id,
        share.statement_id,
        share.group_no,
        share.base_subject_key,
        share.value as share_percent,
        0.5 * {{ last_printed_digit('share.decimals_printed') }} as slack_percent,
        part.statement_id as part_id,
        part.value_yuan as part_yuan,
        part.slack_yuan as part_slack_yuan,
        coalesce(share.parent_statement_id, part.parent_statement_id) as whole_id
    from statements as share  -- noqa: RF04
    inner join statements as part on share.document_id = part.document_id and share.group_no = part.group_no
    where share.role = 'share_percent' and part.role = 'amount'
),

listed as (
    select
        told.statement_id,
        told.document_id,
        told.part_id,
        told.part_yuan,
        told.part_slack_yuan,
        whole.statement_id as base_id,
        whole.value_yuan as base_yuan,
        whole.slack_yuan as base_slack_yuan
    from told
    inner join statements as whole on told.whole_id = whole.statement_id and whole.role = 'amount'
    where
        told.whole_id != told.part_id
        and (
            coalesce(told.base_subject_key = whole.subject_key, told.base_subject_key is null)
            or abs(100.0 * told.part_yuan::double / nullif(whole.value_yuan, 0)::double - told.share_percent)
            <= 2 * told.slack_percent
        )
    -- A group that tells two amounts or two shares doesn't say which belongs to which.
    qualify
        count(*) over (partition by told.statement_id) = 1
        and count(*) over (partition by told.document_id, told.group_no) = 1
),

final as (
    select * from listed
    union all
    select named.*
    from {{ ref('int_named_share') }} as named
    anti join listed on named.statement_id = listed.statement_id
)

select * from final

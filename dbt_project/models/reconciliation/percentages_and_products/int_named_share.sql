-- Shares of a whole that stands elsewhere: 占本年支出预算23.24%, where the text tells the year's expenditure in another
-- sentence. The whole is what the words name or the subject the share stands under, told once in the section or in the
-- report. One that the share agrees with is taken; one it doesn't only if another share of the same section agrees
-- with it, for the words may mean another whole. One row per share and part.
with statements as (
    select
        statement_id,
        document_id,
        group_no,
        role,
        subject_key,
        context_key,
        base_subject_key,
        section_title,
        amount_year,
        value,
        value_yuan,
        slack_yuan,
        decimals_printed
    from {{ ref('int_statement') }}
    where role in ('amount', 'share_percent') and part != 'glossary' and told_as = 'stated'
),

reachable as (
    select * from {{ ref('int_told_whole') }}
),

-- A group that tells two amounts or two shares doesn't say which belongs to which.
shares as (
    select
        share.statement_id,
        share.document_id,
        share.section_title,
        share.value as share_percent,
        0.5 * {{ last_printed_digit('share.decimals_printed') }} as slack_percent,
        -- What the words name (本年支出) may be told under another name above (支出预算).
        string_split(
            concat_ws('|', share.base_subject_key, share.context_key, part.context_key), '|'
        ) as base_keys,
        part.statement_id as part_id,
        part.subject_key,
        part.amount_year,
        part.value_yuan as part_yuan,
        part.slack_yuan as part_slack_yuan
    from statements as share  -- noqa: RF04
    inner join statements as part on share.document_id = part.document_id and share.group_no = part.group_no
    where share.role = 'share_percent' and part.role = 'amount' and part.value_yuan is not null
    qualify
        count(*) over (partition by share.statement_id) = 1
        and count(*) over (partition by share.document_id, share.group_no) = 1
),

based as (
    select
        shares.*,
        reachable.base_id,
        reachable.base_yuan,
        reachable.base_slack_yuan,
        coalesce(
            abs(100.0 * shares.part_yuan::double / nullif(reachable.base_yuan, 0)::double - shares.share_percent)
            <= 2 * shares.slack_percent,
            false
        ) as is_same
    from shares
    inner join reachable
        on
            shares.document_id = reachable.document_id
            and list_contains(shares.base_keys, reachable.subject_key)
            and shares.amount_year = reachable.amount_year
            and coalesce(shares.section_title = reachable.section_title, true)
    where shares.subject_key is distinct from reachable.subject_key and reachable.base_yuan >= shares.part_yuan
    qualify
        row_number() over (
            partition by shares.statement_id
            order by
                is_same desc, list_position(shares.base_keys, reachable.subject_key), reachable.section_title is null
        ) = 1
),

final as (
    select
        statement_id,
        document_id,
        part_id,
        part_yuan,
        part_slack_yuan,
        base_id,
        base_yuan,
        base_slack_yuan
    from based
    qualify is_same or bool_or(is_same) over (partition by document_id, section_title, base_id)
)

select * from final

-- Terms of the sums of changes that a sum of amounts proves: where the parts told of an amount come to that amount,
-- and the text tells what each of them changed by, the whole changed by the sum of it. Only parts that are all there
-- can be (seed text_part_rules: 基本支出 and 项目支出, the three of “三公”经费); of a list of codes one that ended is not told.
with parts as (
    select distinct
        terms.document_id,
        terms.instance_key as whole_id,
        terms.source_id as part_id
    from {{ ref('int_term_text_part') }} as terms
    where terms.side = 'right'
),

amounts as (
    select
        statement_id,
        subject_key,
        value_yuan,
        slack_yuan
    from {{ ref('int_statement') }}
    where role = 'amount' and unit_multiplier is not null
),

known as (
    select * from {{ ref('int_known_change') }}
),

told as (
    select distinct amount_id from known
),

proven as (
    select parts.whole_id
    from parts
    inner join amounts as whole on parts.whole_id = whole.statement_id
    inner join amounts as part on parts.part_id = part.statement_id
    left join told on parts.part_id = told.amount_id
    where whole.value_yuan > 0
    group by parts.whole_id, whole.value_yuan, whole.slack_yuan
    having
        count(*) = count(told.amount_id)
        and not bool_or(part.subject_key in ('function', 'economic', 'project_item'))
        and abs(sum(part.value_yuan) - whole.value_yuan) <= sum(part.slack_yuan) + whole.slack_yuan
),

changes as (
    select
        changes.document_id,
        changes.change_id,
        changes.amount_id as whole_id,
        -changes.sign_to_prior as sign  -- noqa: RF04
    from {{ ref('int_stated_change') }} as changes
    semi join proven on changes.amount_id = proven.whole_id
    where changes.change_id is not null and changes.sign_to_prior is not null
),

final as (
    select
        'change_of_summed_parts' as rule_id,
        document_id,
        change_id as instance_key,
        'left' as side,
        change_id as source_id,
        sign::decimal(9, 4) as coefficient
    from changes
    union all
    select distinct
        'change_of_summed_parts' as rule_id,
        changes.document_id,
        changes.change_id as instance_key,
        'right' as side,
        known.change_id as source_id,
        known.sign::decimal(9, 4) as coefficient
    from changes
    inner join parts on changes.whole_id = parts.whole_id
    inner join known on parts.part_id = known.amount_id
    where known.change_id is not null
)

select * from final

-- What the amounts of the text changed by since the year before, as far as the text tells it: with the amount itself,
-- with the same amount elsewhere in the section (a list with shares, then one with changes), or with the parts that
-- the amount is made of. One row per amount and change; without a change: the same as the year before.
with amounts as (
    select
        statement_id as amount_id,
        document_id,
        concat_ws('|', document_id, section_title, subject_key, context_key, amount_year, value_yuan) as thing,
        direction = 'same' as is_same,
        value_yuan,
        slack_yuan
    from {{ ref('int_statement') }}
    where
        role = 'amount' and unit_multiplier is not null and value_yuan is not null
        and subject_key not in ('function', 'economic', 'project_item')
),

own as (
    select
        amounts.amount_id,
        amounts.thing,
        changes.change_id,
        changes.change_yuan,
        if(changes.change_yuan = 0, 1, -changes.sign_to_prior) as sign  -- noqa: RF04
    from amounts
    left join {{ ref('int_stated_change') }} as changes
        on amounts.amount_id = changes.amount_id and changes.change_id is not null
    where
        changes.change_id is null and amounts.is_same
        or changes.change_yuan = 0 or changes.sign_to_prior is not null
),

-- Told of one amount in two ways, it is known in none.
elsewhere as (
    select
        thing,
        min_by(change_id, amount_id) as change_id,
        any_value(sign) as sign  -- noqa: RF04
    from own
    group by thing
    having count(distinct coalesce(sign * change_yuan, 0)) = 1
),

direct as (
    select
        amount_id,
        thing,
        change_id,
        sign
    from own
    union all
    select
        amounts.amount_id,
        amounts.thing,
        elsewhere.change_id,
        elsewhere.sign
    from amounts
    inner join elsewhere on amounts.thing = elsewhere.thing
    anti join own on amounts.amount_id = own.amount_id
),

parts as (
    select distinct
        instance_key as whole_id,
        source_id as part_id
    from {{ ref('int_term_text_part') }}
    where side = 'right'
),

made_up as (
    select
        parts.whole_id,
        whole.thing
    from parts
    inner join amounts as whole on parts.whole_id = whole.amount_id
    inner join amounts as part on parts.part_id = part.amount_id
    left join direct on parts.part_id = direct.amount_id
    anti join direct as told on whole.thing = told.thing
    group by parts.whole_id, whole.thing, whole.value_yuan, whole.slack_yuan
    having
        count(*) = count(direct.amount_id)
        and abs(sum(part.value_yuan) - whole.value_yuan) <= sum(part.slack_yuan) + whole.slack_yuan
    qualify row_number() over (partition by whole.thing order by parts.whole_id) = 1
),

final as (
    select
        amount_id,
        change_id,
        sign
    from direct
    union all
    select
        amounts.amount_id,
        direct.change_id,
        direct.sign
    from amounts
    inner join made_up on amounts.thing = made_up.thing
    inner join parts on made_up.whole_id = parts.whole_id
    inner join direct on parts.part_id = direct.amount_id
)

select * from final

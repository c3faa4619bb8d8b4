-- Terms of the sums within the text: a stated figure is the sum of the parts the text names for it (seed
-- text_part_rules). Applies only where every part needed is named and every part of the list is known, for the text may
-- single out some only.
with rules as (
    select
        *,
        string_split(required_subjects, '|') as required_list,
        string_split(optional_subjects, '|') as optional_list
    from {{ ref('text_part_rules') }}
),

statements as (
    select * from {{ ref('int_statement') }}
    where role in ('amount', 'count') and subject_key is not null
),

parts as (
    select * from {{ ref('int_text_part') }}
),

-- A part that need not be there, told in the same section outside the list: it may be missing from it.
missing as (
    select distinct
        rules.rule_id,
        rules.required_list,
        whole.statement_id as whole_id
    from statements as whole
    inner join rules on whole.subject_key = rules.subject_key
    inner join statements as other
        on
            whole.document_id = other.document_id
            and whole.section_title = other.section_title
            and whole.amount_year is not distinct from other.amount_year
            and whole.role = other.role
            and list_contains(rules.optional_list, other.subject_key)
    anti join parts
        on
            rules.rule_id = parts.rule_id
            and rules.required_list = parts.required_list
            and whole.statement_id = parts.whole_id
            and other.subject_key = parts.subject_key
    where other.told_as = 'stated' and other.value_yuan != 0
),

complete as (
    select
        parts.rule_id,
        parts.whole_id,
        parts.required_list
    from parts
    anti join missing
        on
            parts.rule_id = missing.rule_id
            and parts.required_list = missing.required_list
            and parts.whole_id = missing.whole_id
    group by parts.rule_id, parts.whole_id, parts.required_list
    -- One part alone may be the only one singled out.
    having
        count(*) filter (where parts.is_known) > 1
        and bool_and(parts.is_known or parts.is_other_list)
        and not bool_or(parts.is_nested)
        and list_has_all(list(parts.subject_key), parts.required_list)
),

-- Two rows of the seed may fit the same parts; they still count once.
part_terms as (
    select distinct
        parts.rule_id,
        parts.document_id,
        parts.whole_id as instance_key,
        'right' as side,
        parts.part_id as source_id
    from parts
    inner join complete
        on
            parts.rule_id = complete.rule_id
            and parts.whole_id = complete.whole_id
            and parts.required_list = complete.required_list
    where parts.is_known
),

final as (
    select distinct
        rule_id,
        document_id,
        instance_key,
        'left' as side,
        instance_key as source_id,
        1::decimal(9, 4) as coefficient
    from part_terms
    union all
    select
        *,
        1::decimal(9, 4) as coefficient
    from part_terms
)

select * from final

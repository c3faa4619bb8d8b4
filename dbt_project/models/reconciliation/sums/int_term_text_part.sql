-- Terms of the sums within the text: a stated figure is the sum of the parts the text names for it (seed
-- text_part_rules). Applies only where every part needed is named and every part named is known, for the text may
-- single out some only.
with rules as (
    select
        *,
        string_split(required_subjects, '|') as required_list,
        string_split(concat_ws('|', required_subjects, optional_subjects), '|') as known_list
    from {{ ref('text_part_rules') }}
),

statements as (
    select * from {{ ref('int_statement') }}
    where role in ('amount', 'count') and subject_key is not null
),

parts as (
    select
        rules.rule_id,
        rules.required_list,
        whole.document_id,
        whole.statement_id as whole_id,
        part.statement_id as part_id,
        part.subject_key,
        list_contains(rules.known_list, part.subject_key) as is_known,
        -- A project that lists parts of its own in a sentence of its own: its parts stand beside it in the same list,
        -- and the list may name only the larger ones.
        (
            part.subject_key = 'project_item'
            and coalesce(part.sentence_no != whole.sentence_no, true)
            and coalesce(regexp_matches(part.sentence, '包括|其中|分别'), false)
        ) as is_nested
    from statements as whole
    inner join rules on whole.subject_key = rules.subject_key
    inner join statements as part
        on
            whole.statement_id = part.parent_statement_id
            and whole.document_id = part.document_id
            and whole.role = part.role
            and whole.amount_year is not distinct from part.amount_year
            -- 1,800 万元 and 500 元 add up; 万元 and 人 do not.
            and (whole.unit_multiplier is null) = (part.unit_multiplier is null)
            and (whole.unit_multiplier is not null or whole.unit_label is not distinct from part.unit_label)
),

complete as (
    select
        rule_id,
        whole_id,
        required_list
    from parts
    group by rule_id, whole_id, required_list
    -- One part alone may be the only one singled out.
    having
        count(*) > 1
        and bool_and(is_known)
        and not bool_or(is_nested)
        and list_has_all(list(subject_key), required_list)
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

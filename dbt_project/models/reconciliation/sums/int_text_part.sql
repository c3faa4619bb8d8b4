-- Parts that the text tells of a stated figure, as the sums of seed text_part_rules know them: in its list or, each
-- once, in items of their own below it. One row per rule, list of parts it needs, whole and part.
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

linked as (
    select
        rules.rule_id,
        rules.required_list,
        whole.document_id,
        whole.statement_id as whole_id,
        part.statement_id as part_id,
        part.subject_key,
        part.sentence_no,
        list_contains(rules.known_list, part.subject_key) as is_known,
        -- A project that lists parts of its own in a sentence of its own: its parts stand beside it in the same list,
        -- and the list may name only the larger ones.
        part.subject_key = 'project_item'
        and coalesce(part.sentence_no != whole.sentence_no, true)
        and coalesce(regexp_matches(part.sentence, '包括|其中|分别'), false) as is_nested
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

-- The whole in a sentence that announces no list, its parts in items of their own below it (1. 公务接待费。…).
listed_below as (
    select
        rules.rule_id,
        rules.required_list,
        whole.document_id,
        whole.statement_id as whole_id,
        part.statement_id as part_id,
        part.subject_key,
        part.sentence_no
    from statements as whole
    inner join rules on whole.subject_key = rules.subject_key
    inner join statements as part
        on
            whole.document_id = part.document_id
            and whole.section_title = part.section_title
            and whole.subject_key = part.context_key
            and whole.amount_year is not distinct from part.amount_year
            and whole.sentence_no < part.sentence_no
            and list_contains(rules.known_list, part.subject_key)
    anti join linked on whole.statement_id = linked.whole_id
    where
        whole.role = 'amount' and part.role = 'amount'
        and whole.told_as = 'stated' and part.told_as = 'stated'
        and whole.unit_multiplier is not null and part.unit_multiplier is not null
        and part.parent_statement_id is null
        and part.subject_key not in ('function', 'economic', 'project_item')
),

-- Told more than once, the part or the whole may be another's.
told_once as (
    select *
    from listed_below
    qualify
        count(*) over (partition by rule_id, required_list, whole_id, subject_key) = 1
        and count(*) over (partition by rule_id, required_list, part_id) = 1
),

final as (
    select
        *,
        -- The same whole along its codes, in sentences of their own: another list of all it is made of.
        coalesce(
            not is_known
            and subject_key in ('function', 'economic', 'project_item')
            and not list_contains(
                list(sentence_no) filter (where is_known) over (partition by rule_id, required_list, whole_id),
                sentence_no
            ),
            false
        ) as is_other_list
    from linked
    union all
    select
        *,
        true as is_known,
        false as is_nested,
        false as is_other_list
    from told_once
)

select * from final

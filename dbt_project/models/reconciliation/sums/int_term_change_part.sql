-- Terms of the sums of changes in the text: what a total changed by is what its parts changed by, increases less
-- decreases (支出预算增加388万元，其中基本支出增加19万元，项目支出增加369万元). Applies only where every part that makes the
-- total is told and every part told is known (seed text_part_rules).
with rules as (
    select distinct
        subject_key,
        string_split(required_subjects, '|') as required_list,
        string_split(concat_ws('|', required_subjects, optional_subjects), '|') as known_list
    from {{ ref('text_part_rules') }}
),

changes as (
    select
        statement_id,
        document_id,
        parent_statement_id,
        subject_key,
        case direction when 'increase' then 1 when 'decrease' then -1 end as sign  -- noqa: RF04
    from {{ ref('int_statement') }}
    where role = 'change' and unit_multiplier is not null and subject_key is not null
),

parts as (
    select
        whole.document_id,
        whole.statement_id as whole_id,
        whole.sign as whole_sign,
        part.statement_id as part_id,
        part.sign as part_sign,
        part.subject_key,
        rules.required_list,
        list_contains(rules.known_list, part.subject_key) as is_known
    from changes as whole
    inner join rules on whole.subject_key = rules.subject_key
    inner join changes as part on whole.statement_id = part.parent_statement_id
),

complete as (
    select
        whole_id,
        required_list
    from parts
    group by whole_id, required_list
    having
        bool_and(is_known and coalesce(part_sign, whole_sign) is not null)
        and count(*) = count(distinct subject_key)
        and list_has_all(list(subject_key), required_list)
),

told as (
    select distinct
        parts.document_id,
        parts.whole_id,
        parts.whole_sign,
        parts.part_id,
        parts.part_sign
    from parts
    inner join complete on parts.whole_id = complete.whole_id and parts.required_list = complete.required_list
    where parts.whole_sign is not null and parts.part_sign is not null
),

final as (
    select distinct
        'change_of_parts' as rule_id,
        document_id,
        whole_id as instance_key,
        'left' as side,
        whole_id as source_id,
        whole_sign::decimal(9, 4) as coefficient
    from told
    union all
    select
        'change_of_parts' as rule_id,
        document_id,
        whole_id as instance_key,
        'right' as side,
        part_id as source_id,
        part_sign::decimal(9, 4) as coefficient
    from told
)

select * from final

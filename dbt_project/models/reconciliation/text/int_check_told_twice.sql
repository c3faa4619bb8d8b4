-- What the text tells twice: figures of one subject, code, fund, context and year, the later against the first. Printed
-- to the same digit they are the same; to different digits, but for what rounding hides. Open, where the words may mean
-- two things: tables print both amounts (the whole and its basic part, say), or more than two sizes are told.
with ordered as (
    select
        *,
        row_number() over (partition by document_id, told_key order by sentence_no, statement_id) as told_no
    from {{ ref('int_told_key') }}
    qualify count(*) over (partition by document_id, told_key) > 1
),

printed as (
    select distinct ordered.statement_id
    from ordered
    inner join {{ ref('int_amount') }} as amounts
        on
            ordered.document_id = amounts.document_id
            and ordered.role = 'amount'
            and abs(ordered.told - amounts.amount_yuan) <= ordered.slack + amounts.slack_yuan
            and (ordered.function_code is null or ordered.function_code = amounts.function_code)
            and (ordered.economic_code is null or ordered.economic_code = amounts.economic_code)
),

sizes as (
    select
        document_id,
        told_key,
        count(distinct told) as size_count
    from ordered
    group by document_id, told_key
),

pairs as (
    select
        later.document_id,
        later.statement_id,
        later.subject_text,
        later.role,
        first_told.subject_text as first_subject_text,
        later.told,
        first_told.told as first_told,
        later.page_no,
        first_told.page_no as first_page_no,
        if(later.slack = first_told.slack, 0, later.slack + first_told.slack) as tolerance,
        sizes.size_count,
        later_printed.statement_id is not null and first_printed.statement_id is not null as are_printed
    from ordered as later
    inner join ordered as first_told
        on later.document_id = first_told.document_id and later.told_key = first_told.told_key
    inner join sizes on later.document_id = sizes.document_id and later.told_key = sizes.told_key
    left join printed as later_printed on later.statement_id = later_printed.statement_id
    left join printed as first_printed on first_told.statement_id = first_printed.statement_id
    where later.told_no > 1 and first_told.told_no = 1
),

final as (
    select
        'text_told_twice' as rule_id,
        document_id,
        statement_id as instance_key,
        null::varchar as table_id,
        null::varchar as table_kind,
        if(role = 'count', 'count', 'yuan') as value_unit,
        '文字（后一处） ' || subject_text as left_label,
        told as left_value,
        '文字（前一处） ' || first_subject_text as right_label,
        first_told as right_value,
        tolerance,
        page_no as left_page_no,
        first_page_no as right_page_no,
        []::varchar[] as left_cell_ids,
        []::varchar[] as right_cell_ids,
        []::varchar[] as proven_source_ids,
        case
            when abs(told - first_told) <= tolerance then true
            when not are_printed and size_count = 2 then false
        end as is_same,
        case
            when abs(told - first_told) <= tolerance then null
            when
                are_printed
                then '两个数表中都有，口径可能不同，不能确定所说是同一项 / the tables have both figures, which may be of different extent'
            when
                size_count > 2
                then '文字说到几个不同的数，不能确定所说是同一项 / the text tells several figures, which may not be of the same item'
        end as remark
    from pairs
)

select * from final

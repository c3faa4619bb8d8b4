-- Counts of the text against the parts told with them: vehicles against their uses, which add up where 其他用车 closes the
-- list and are at most the whole where it does not; and any other count told as an of-which, at most its whole.
with counts as (
    select * from {{ ref('int_statement') }}
    where role = 'count' and value is not null
),

vehicles as (
    select
        *,
        regexp_extract(
            sentence,
            '(?:^|[^0-9.,])' || regexp_escape(value_text)
            || '\s*辆[，,]?([（(](?:其中|包括)?[：:，,]?[^；;。）)]*|(?:其中|包括)[：:，,]?[^；;。]*)',
            1
        ) as use_list
    from counts
    where unit_label = '辆'
),

uses as (
    select
        *,
        list_transform(regexp_extract_all(use_list, '(\d+)\s*辆', 1), lambda told: told::integer) as use_counts,
        regexp_matches(use_list, '其他|其它') as is_closed
    from vehicles
    where contains(use_list, '用车')
    -- A use may be told with the number of the whole.
    qualify row_number() over (partition by document_id, sentence_no, use_list order by statement_id) = 1
),

by_use as (
    select
        'vehicles_by_use' as rule_id,
        document_id,
        statement_id as instance_key,
        concat_ws(' ', '文字', subject_text) as left_label,
        value::decimal(24, 6) as left_value,
        '各用途车辆之和（' || len(use_counts) || '项）' as right_label,
        list_sum(use_counts)::decimal(24, 6) as right_value,
        page_no as left_page_no,
        page_no as right_page_no,
        if(is_closed, left_value = right_value, left_value >= right_value) as is_same
    from uses
    where len(use_counts) > 0
),

of_which as (
    select
        'count_part_within' as rule_id,
        part.document_id,
        part.statement_id as instance_key,
        '文字 其中的' || coalesce(part.subject_text, '') as left_label,
        part.value::decimal(24, 6) as left_value,
        '文字 全部' || coalesce(whole.subject_text, '') as right_label,
        whole.value::decimal(24, 6) as right_value,
        part.page_no as left_page_no,
        whole.page_no as right_page_no,
        part.value <= whole.value as is_same
    from counts as part
    inner join counts as whole
        on
            part.parent_statement_id = whole.statement_id
            and part.document_id = whole.document_id
            and part.unit_label = whole.unit_label
            and part.sentence_no = whole.sentence_no
    anti join by_use on whole.statement_id = by_use.instance_key
    -- The list of the parts follows the whole; behind a ； another thing is told.
    where
        contains(
            regexp_extract(
                whole.sentence,
                '(?:^|[^0-9.,])' || regexp_escape(whole.value_text) || '\s*' || regexp_escape(whole.unit_label)
                || '[^；;。0-9]*((?:其中|包括|[（(]含)[^；;。]*)',
                1
            ),
            part.subject_text
        )
),

final as (
    select * from by_use
    union all
    select * from of_which
)

select
    *,
    null::varchar as table_id,
    null::varchar as table_kind,
    'count' as value_unit,
    0::decimal(24, 6) as tolerance,
    []::varchar[] as left_cell_ids,
    []::varchar[] as right_cell_ids,
    []::varchar[] as proven_source_ids,
    null::varchar as remark
from final

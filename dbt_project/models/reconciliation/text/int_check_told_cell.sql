-- What the text tells and the table leaves out: an amount whose cell is blank or whose table is empty, and, once a
-- table, cells left blank where the text says 0: blank is not 0.
with told as (
    select * from {{ ref('int_told_cell') }}
    where are_all_known and not coalesce(is_unreadable, false)
),

-- What an empty table owes is a note, not noughts.
filled_tables as (
    select distinct table_id
    from {{ ref('int_amount') }}
    where value is not null
),

amounts as (
    select
        'told_where_printed' as rule_id,
        document_id,
        statement_id as instance_key,
        table_id,
        table_kind,
        concat_ws(' ', '文字', subject_text) as left_label,
        told_text as left_text,
        cell_label as right_label,
        if(table_id is null, '空表', '空白') as right_text,
        page_no as left_page_no,
        table_page_no as right_page_no,
        []::varchar[] as left_cell_ids,
        coalesce(cell_ids, []) as right_cell_ids,
        value_yuan = 0 as is_same
    from told
    where not coalesce(is_printed, false)
),

noughts_told as (
    select told.*
    from told
    semi join filled_tables on told.table_id = filled_tables.table_id
    where told.value_yuan = 0
),

noughts as (
    select
        'nought_is_printed' as rule_id,
        document_id,
        table_id as instance_key,
        table_id,
        table_kind,
        arg_min(cell_label, (is_printed, statement_id)) as left_label,
        if(bool_and(is_printed), '印出', '空白（共' || count(*) filter (where not is_printed) || '处）') as left_text,
        '应当' as right_label,
        '印0.00，文字说是' || arg_min(told_text, (is_printed, statement_id)) as right_text,
        arg_min(table_page_no, (is_printed, statement_id)) as left_page_no,
        arg_min(page_no, (is_printed, statement_id)) as right_page_no,
        coalesce(
            list_sort(list_distinct(flatten(list(cell_ids) filter (where not is_printed and cell_ids is not null)))), []
        ) as left_cell_ids,
        []::varchar[] as right_cell_ids,
        bool_and(is_printed) as is_same
    from noughts_told
    group by document_id, table_id, table_kind
),

final as (
    select * from amounts
    union all
    select * from noughts
)

select * from final

-- Whether each printed table is what it says it is, and the tables are complete: unit, year, header, numbers, contents.
with documents as (
    select * from {{ ref('int_document') }}
    where is_published
),

printed_tables as (
    select
        printed_tables.*,
        documents.fiscal_year,
        coalesce(table_kinds.is_money_table, false) as is_money_table,
        title_kinds.name_zh as kind_name_by_title,
        header_kinds.name_zh as kind_name_by_header,
        try_cast(printed_tables.printed_no as integer) as number,
        coalesce('《' || printed_tables.printed_title || '》', '表' || printed_tables.printed_no, '无题表') as table_label
    from {{ ref('stg_printed_tables') }} as printed_tables
    inner join documents on printed_tables.document_id = documents.document_id
    left join {{ ref('table_kinds') }} as table_kinds on printed_tables.table_kind = table_kinds.table_kind
    left join {{ ref('table_kinds') }} as title_kinds on printed_tables.kind_by_title = title_kinds.table_kind
    left join {{ ref('table_kinds') }} as header_kinds on printed_tables.kind_by_header = header_kinds.table_kind
),

units as (
    select
        'unit_stated' as rule_id, document_id, table_id as instance_key, table_id, table_kind, table_label as left_label,
        coalesce(case when unit_source != 'document' then unit_label end, '未注明') as left_text, '金额单位' as right_label,
        '元、万元等' as right_text, first_page_no as left_page_no,
        unit_label is not null and coalesce(unit_source, 'above') not in ('none', 'document') as is_same
    from printed_tables
    where is_money_table
),

years as (
    select
        'title_year' as rule_id, document_id, table_id as instance_key, table_id, table_kind, table_label as left_label,
        title_year::varchar as left_text, '报告年度' as right_label, fiscal_year::varchar as right_text,
        first_page_no as left_page_no, title_year = fiscal_year as is_same
    from printed_tables
    where title_year is not null
),

headers as (
    select
        'header_of_title' as rule_id, document_id, table_id as instance_key, table_id, table_kind,
        table_label || '标题' as left_label, kind_name_by_title as left_text, '表头' as right_label,
        kind_name_by_header as right_text, first_page_no as left_page_no, kind_by_title = kind_by_header as is_same
    from printed_tables
    where kind_by_title is not null and kind_by_header is not null
),

numbers as (
    select
        'table_numbers' as rule_id, document_id, 'numbers' as instance_key, null::varchar as table_id,
        null::varchar as table_kind, '报告中的表号' as left_label,
        array_to_string(list_sort(list_distinct(list(number))), '、') as left_text,
        '连续表号' as right_label, array_to_string(range(min(number), max(number) + 1), '、') as right_text,
        min(first_page_no) as left_page_no, count(distinct number) = max(number) - min(number) + 1 as is_same
    from printed_tables
    where number between 1 and 99
    group by document_id
    having count(*) > 1
),

promised as (
    select
        'promised_tables' as rule_id, promised.document_id, promised.promise_no::varchar as instance_key,
        null::varchar as table_id, any_value(promised.table_kind) as table_kind, '目录所列' as left_label,
        any_value(promised.printed_title) as left_text, '报告中' as right_label,
        coalesce(any_value(printed_tables.printed_title), '没有该表') as right_text,
        any_value(promised.page_no) as left_page_no, count(printed_tables.table_id) > 0 as is_same
    from {{ ref('stg_promised_tables') }} as promised
    inner join documents on promised.document_id = documents.document_id
    left join printed_tables
        on promised.document_id = printed_tables.document_id and promised.table_kind = printed_tables.table_kind
    where promised.table_kind is not null
    group by promised.document_id, promised.promise_no
),

final as (
    select * from units
    union all
    select * from years
    union all
    select * from headers
    union all
    select * from numbers
    union all
    select * from promised
)

select * from final

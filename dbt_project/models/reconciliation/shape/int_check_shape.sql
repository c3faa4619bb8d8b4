-- Whether each printed table is what it says it is: unit, year, header.
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
        coalesce('《' || printed_tables.printed_title || '》', '表' || printed_tables.printed_no, '无题表') as table_label
    from {{ ref('stg_printed_tables') }} as printed_tables
    inner join documents on printed_tables.document_id = documents.document_id
    left join {{ ref('int_table_kind') }} as table_kinds on printed_tables.table_kind = table_kinds.table_kind
    left join {{ ref('table_kinds') }} as title_kinds on printed_tables.kind_by_title = title_kinds.table_kind
    left join {{ ref('table_kinds') }} as header_kinds on printed_tables.kind_by_header = header_kinds.table_kind
),

units as (
    select
        'unit_stated' as rule_id,
        document_id,
        table_id as instance_key,
        table_id,
        table_kind,
        table_label as left_label,
        coalesce(case when unit_source != 'document' then unit_label end, '未注明金额单位') as left_text,
        '应当' as right_label,
        '注明元、万元等金额单位' as right_text,
        first_page_no as left_page_no,
        unit_label is not null and coalesce(unit_source, 'above') not in ('none', 'document') as is_same
    from printed_tables
    where is_money_table
),

years as (
    select
        'title_year' as rule_id,
        document_id,
        table_id as instance_key,
        table_id,
        table_kind,
        table_label as left_label,
        title_year::varchar as left_text,
        '报告年度' as right_label,
        fiscal_year::varchar as right_text,
        first_page_no as left_page_no,
        title_year = fiscal_year as is_same
    from printed_tables
    where title_year is not null
),

headers as (
    select
        'header_of_title' as rule_id,
        printed_tables.document_id,
        printed_tables.table_id as instance_key,
        printed_tables.table_id,
        printed_tables.table_kind,
        printed_tables.table_label || '标题' as left_label,
        printed_tables.kind_name_by_title as left_text,
        '表头' as right_label,
        printed_tables.kind_name_by_header as right_text,
        printed_tables.first_page_no as left_page_no,
        printed_tables.kind_by_title = printed_tables.kind_by_header as is_same
    from printed_tables
    left join {{ ref('header_rules') }} as header_rules
        on
            printed_tables.kind_by_title = header_rules.title_kind
            and printed_tables.kind_by_header = header_rules.header_kind
    -- Other differences are layouts we may not know, not mistakes: only those tables are judged whose headers
    -- tell them apart.
    where printed_tables.kind_by_title = printed_tables.kind_by_header or header_rules.title_kind is not null
),

final as (
    select * from units
    union all
    select * from years
    union all
    select * from headers
)

select * from final

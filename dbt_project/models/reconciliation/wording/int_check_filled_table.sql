-- A table that shows money is not called empty by its own note. Notes that say what an empty table would mean, or that
-- a table was to be shown empty, call nothing empty.
with documents as (
    select document_id
    from {{ ref('int_document') }}
    where is_published
),

printed_tables as (
    select
        printed_tables.*,
        coalesce('《' || printed_tables.printed_title || '》', '表' || printed_tables.printed_no) as table_label
    from {{ ref('stg_printed_tables') }} as printed_tables
    inner join documents on printed_tables.document_id = documents.document_id
    where not printed_tables.is_held_back and printed_tables.table_kind is not null
),

-- 0.00 in every cell is as good as empty.
filled as (
    select
        table_id,
        count(*) as figure_count,
        arg_min(value_text, (page_no, line_id)) as first_figure
    from {{ ref('stg_lines') }}
    where value_type = 'money' and value != 0
    group by table_id
),

final as (
    select
        'filled_table_called_empty' as rule_id,
        printed_tables.document_id,
        printed_tables.table_id as instance_key,
        printed_tables.table_id,
        printed_tables.table_kind,
        printed_tables.table_label as left_label,
        printed_tables.note as left_text,
        '表中金额' as right_label,
        filled.first_figure || '等' || filled.figure_count || '个数字' as right_text,
        printed_tables.last_page_no as left_page_no,
        not regexp_matches(printed_tables.note, '(故|因此|所以)?(本|此|该)表(为|是|系)?(空表|空白表|空白|无数据|无数字|无内容)')
        or regexp_matches(printed_tables.note, '(本|此|该)表(为|是|系)?(空表|空白表|空白|无数据|无数字|无内容)的?[，,]?(则|即|就|表示|说明|是指)')
            as is_same
    from printed_tables
    inner join filled on printed_tables.table_id = filled.table_id
    where printed_tables.note is not null
)

select * from final

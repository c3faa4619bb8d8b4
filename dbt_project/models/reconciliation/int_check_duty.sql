-- What a report owes its reader beside the figures: a note under an empty table, and the reason of a change.
with documents as (
    select document_id
    from {{ ref('int_document') }}
    where is_published
),

paragraphs as (
    select paragraphs.*
    from {{ ref('stg_paragraphs') }} as paragraphs
    inner join documents on paragraphs.document_id = documents.document_id
    where paragraphs.part != 'contents'
),

printed_tables as (
    select
        printed_tables.*,
        table_kinds.name_zh,
        regexp_extract(table_kinds.name_zh, '政府性基金|国有资本|“三公”经费|政府采购|政府购买服务|资产') as money_word,
        coalesce('《' || printed_tables.printed_title || '》', '表' || printed_tables.printed_no) as table_label
    from {{ ref('stg_printed_tables') }} as printed_tables
    inner join documents on printed_tables.document_id = documents.document_id
    inner join {{ ref('table_kinds') }} as table_kinds on printed_tables.table_kind = table_kinds.table_kind
    where not printed_tables.is_held_back
),

-- The note stands under the table, or the text says of this money that there is none (or 0 万元).
notes as (
    select distinct printed_tables.table_id
    from printed_tables
    inner join paragraphs
        on
            printed_tables.document_id = paragraphs.document_id
            and regexp_matches(paragraphs.text, '无|没有|未安排|空表|不涉及|未发生|(^|[^0-9.])0(\.0+)?\s*万?元')
            and (
                paragraphs.part = 'tables'
                and paragraphs.page_no between printed_tables.first_page_no and printed_tables.last_page_no
                or contains(paragraphs.text, printed_tables.name_zh)
                or printed_tables.money_word != '' and contains(paragraphs.text, printed_tables.money_word)
            )
    where printed_tables.is_empty
),

empty_tables as (
    select
        'empty_table_noted' as rule_id,
        printed_tables.document_id,
        printed_tables.table_id as instance_key,
        printed_tables.table_id,
        printed_tables.table_kind,
        printed_tables.table_label as left_label,
        '空表' as left_text,
        '空表说明' as right_label,
        case
            when coalesce(printed_tables.empty_note, printed_tables.note) is not null
                then coalesce(printed_tables.empty_note, printed_tables.note)
            when notes.table_id is not null then '文字中已说明'
            else '没有说明'
        end as right_text,
        printed_tables.first_page_no as left_page_no,
        notes.table_id is not null or coalesce(printed_tables.empty_note, printed_tables.note) is not null as is_same
    from printed_tables
    left join notes on printed_tables.table_id = notes.table_id
    where printed_tables.is_empty
),

change_sections as (
    select
        document_id,
        section_title,
        min(page_no) as page_no,
        count(*) as change_count
    from {{ ref('int_statement') }}
    where role = 'change' and part = 'narrative' and value_yuan != 0 and section_title is not null
    group by document_id, section_title
),

reasons as (
    select
        'change_reason_told' as rule_id,
        change_sections.document_id,
        change_sections.section_title as instance_key,
        null::varchar as table_id,
        null::varchar as table_kind,
        change_sections.section_title as left_label,
        any_value(change_sections.change_count) || '处增减' as left_text,
        '原因' as right_label,
        case
            when bool_or(regexp_matches(paragraphs.text, '原因|主要|由于|因|根据|按照|落实|用于')) then '已说明'
            else '没有说明'
        end as right_text,
        any_value(change_sections.page_no) as left_page_no,
        bool_or(regexp_matches(paragraphs.text, '原因|主要|由于|因|根据|按照|落实|用于')) as is_same
    from change_sections
    inner join paragraphs
        on
            change_sections.document_id = paragraphs.document_id
            and change_sections.section_title = paragraphs.section_title
            and not paragraphs.is_heading
    inner join documents on change_sections.document_id = documents.document_id
    group by change_sections.document_id, change_sections.section_title
),

final as (
    select * from empty_tables
    union all
    select * from reasons
)

select * from final

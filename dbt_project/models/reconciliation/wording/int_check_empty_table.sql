-- Empty tables owe their reader a note (空表说明): under the table, or in the text.
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
        regexp_extract(
            table_kinds.name_zh, '政府性基金|国有资本|“三公”经费|政府采购|政府购买服务|资产|一般公共预算'
        ) as money_word,
        coalesce('《' || printed_tables.printed_title || '》', '表' || printed_tables.printed_no) as table_label
    from {{ ref('stg_printed_tables') }} as printed_tables
    inner join documents on printed_tables.document_id = documents.document_id
    inner join {{ ref('table_kinds') }} as table_kinds on printed_tables.table_kind = table_kinds.table_kind
    where not printed_tables.is_held_back
),

-- Texts that may speak of a report's tables: its own, and one published apart.
texts as (
    select
        document_id,
        document_id as text_document_id
    from documents
    union all
    select
        companion_id as document_id,
        document_id as text_document_id
    from {{ ref('int_companion') }}
    where relation = 'tables_part'
),

-- What they say there is none of, or 0, clause by clause.
clauses as (
    select
        texts.document_id,
        paragraphs.document_id = texts.document_id as is_own,
        paragraphs.part,
        paragraphs.page_no,
        unnest(string_split_regex(paragraphs.text, '[。；;]')) as clause
    from paragraphs
    inner join texts on paragraphs.document_id = texts.text_document_id
),

-- The note stands under the table, or the text says so of this money.
notes as (
    select distinct printed_tables.table_id
    from printed_tables
    inner join clauses
        on
            printed_tables.document_id = clauses.document_id
            and regexp_matches(
                clauses.clause, '无|没有|未安排|空表|不涉及|未发生|(^|[^0-9.])0(\.0+)?\s*(万?元|[，,、]|$)'
            )
            and (
                clauses.is_own
                and clauses.part = 'tables'
                and clauses.page_no between printed_tables.first_page_no and printed_tables.last_page_no
                or contains(clauses.clause, printed_tables.name_zh)
                or printed_tables.money_word != '' and contains(clauses.clause, printed_tables.money_word)
            )
    where printed_tables.is_empty
),

final as (
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
)

select * from final

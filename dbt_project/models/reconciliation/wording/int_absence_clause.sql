-- Clauses that may say a table has nothing in it: of the text, of the text published apart from the tables, and of a
-- table of contents that says of each table whether it is empty and why.
with documents as (
    select document_id
    from {{ ref('int_document') }}
    where is_published
),

contents_tables as (
    select distinct table_id
    from {{ ref('stg_cells') }}
    where text = '是否空表'
),

told as (
    select
        document_id,
        part,
        page_no,
        text
    from {{ ref('stg_paragraphs') }}
    where part != 'contents'
    union all
    select
        cells.document_id,
        'contents' as part,
        cells.page_no,
        cells.text
    from {{ ref('stg_cells') }} as cells
    inner join contents_tables on cells.table_id = contents_tables.table_id
    where cells.text != '是否空表'
),

-- Texts that may speak of a report's tables: its own, and one published apart.
texts as (
    select
        document_id,
        document_id as text_document_id
    from documents
    union all
    select
        companions.companion_id as document_id,
        companions.document_id as text_document_id
    from {{ ref('int_companion') }} as companions
    inner join documents on companions.document_id = documents.document_id
    where companions.relation = 'tables_part'
),

clauses as (
    select
        texts.document_id,
        told.document_id = texts.document_id as is_own,
        told.part,
        told.page_no,
        unnest(string_split_regex(told.text, '[。；;]')) as clause
    from told
    inner join texts on told.document_id = texts.text_document_id
),

final as (
    select *
    from clauses
    where
        regexp_matches(clause, '无|没有|未安排|空表|不涉及|未发生|(^|[^0-9.])0(\.0+)?\s*(万?元|[，,、]|$)')
)

select * from final

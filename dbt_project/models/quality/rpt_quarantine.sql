-- Everything that was kept out, and why: files that could not be taken, documents and tables that were held back.
with files as (
    select * from {{ ref('stg_files') }}
    where status = 'quarantined'
),

documents as (
    select * from {{ ref('int_document') }}
),

printed_tables as (
    select * from {{ ref('stg_printed_tables') }}
    where is_held_back
),

final as (
    select
        'file:' || file_name as quarantine_key,
        'file' as item_kind,
        file_name,
        document_id,
        null::varchar as table_id,
        null::varchar as table_kind,
        null::integer as page_no,
        reason_code,
        reason_zh,
        reason_en,
        first_seen_at as since
    from files
    union all by name
    select
        'document:' || document_id as quarantine_key,
        'document' as item_kind,
        file_name,
        document_id,
        'held_back' as reason_code,
        '文件暂扣：' || {{ in_language('hold_reason', 'zh') }} as reason_zh,
        'Document held back: ' || {{ in_language('hold_reason', 'en') }} as reason_en,
        retrieved_at as since
    from documents
    where is_held_back
    union all by name
    select
        'table:' || printed_tables.table_id as quarantine_key,
        'table' as item_kind,
        documents.file_name,
        documents.document_id,
        printed_tables.table_id,
        printed_tables.table_kind,
        printed_tables.first_page_no as page_no,
        'held_back' as reason_code,
        -- What the reader notes of a page (which digits, where) is told as it is, with what to do.
        '表暂扣，未进入各事实表；请对照原页核对：'
        || coalesce({{ in_language('printed_tables.hold_reason', 'zh') }}, '未说明') as reason_zh,
        'Table held back, it gives no figures; compare the page: '
        || coalesce({{ in_language('printed_tables.hold_reason', 'en') }}, 'no reason given') as reason_en,
        documents.retrieved_at as since
    from printed_tables
    inner join documents on printed_tables.document_id = documents.document_id
)

select * from final

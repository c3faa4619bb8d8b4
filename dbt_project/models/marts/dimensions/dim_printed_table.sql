-- Every printed table that was found, held back or not, so that a table_id in any fact can be looked up.
with printed_tables as (
    select * from {{ ref('stg_printed_tables') }}
),

documents as (
    select * from {{ ref('int_document') }}
),

final as (
    select
        printed_tables.table_id,
        printed_tables.document_id,
        printed_tables.ordinal,
        printed_tables.printed_no,
        printed_tables.printed_title,
        printed_tables.table_kind,
        printed_tables.header_text,
        printed_tables.unit_label,
        printed_tables.unit_multiplier,
        printed_tables.first_page_no,
        printed_tables.last_page_no,
        printed_tables.row_count,
        printed_tables.is_empty,
        printed_tables.empty_note,
        printed_tables.is_held_back or documents.is_held_back as is_held_back,
        coalesce(printed_tables.hold_reason, documents.hold_reason) as hold_reason
    from printed_tables
    inner join documents on printed_tables.document_id = documents.document_id
)

select * from final

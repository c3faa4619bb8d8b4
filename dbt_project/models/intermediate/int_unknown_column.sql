-- Columns of no known meaning: of amounts, and of text.
with unknown_amount_columns as (
    select
        table_id || '/amount/' || header_path as unknown_layout_key,
        'amount_column' as item_kind,
        document_id,
        table_id,
        header_path as printed_text,
        min(page_no) as page_no,
        count(*) as cell_count
    from {{ ref('stg_lines') }}
    where measure_key is null
    group by document_id, table_id, header_path
),

unknown_text_columns as (
    select
        table_id || '/text/' || header_path as unknown_layout_key,
        'text_column' as item_kind,
        document_id,
        table_id,
        header_path as printed_text,
        min(page_no) as page_no,
        count(*) as cell_count
    from {{ ref('stg_labels') }}
    where field_key is null
    group by document_id, table_id, header_path
),

both_columns as (
    select * from unknown_amount_columns
    union all by name
    select * from unknown_text_columns
)

select * from both_columns

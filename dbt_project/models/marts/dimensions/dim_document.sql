with documents as (
    select * from {{ ref('int_document') }}
),

departments as (
    select * from {{ ref('int_department') }}
),

table_counts as (
    select
        document_id,
        count(*) as printed_table_count,
        count(*) filter (where is_held_back) as held_back_table_count
    from {{ ref('stg_printed_tables') }}
    group by document_id
),

pages as (
    select * from {{ ref('int_document_pages') }}
),

final as (
    select
        documents.document_id,
        documents.file_name,
        documents.title,
        documents.issuer_name,
        departments.body_key,
        departments.department_key,
        documents.department_code,
        documents.department_name,
        documents.division_code,
        documents.division_name,
        documents.fiscal_year,
        documents.report_kind,
        documents.body_kind,
        documents.part,
        documents.issuer_source,
        documents.fiscal_year_source,
        documents.report_kind_source,
        documents.identity_note_zh,
        documents.identity_note_en,
        documents.source_url,
        documents.retrieved_at,
        documents.page_count,
        coalesce(pages.text_layer, documents.text_layer) as text_layer,
        coalesce(pages.pages_read_by_picture, 0) as pages_read_by_picture,
        coalesce(pages.pages_read_twice, 0) as pages_read_twice,
        coalesce(pages.pages_read_twice_by_interpreter, 0) as pages_read_twice_by_interpreter,
        documents.extractor_version,
        coalesce(table_counts.printed_table_count, 0)::integer as printed_table_count,
        coalesce(table_counts.held_back_table_count, 0)::integer as held_back_table_count,
        documents.is_published,
        documents.is_present,
        documents.superseded_by_document_id,
        documents.is_held_back,
        documents.hold_reason
    from documents
    left join departments on documents.document_id = departments.document_id
    left join table_counts on documents.document_id = table_counts.document_id
    left join pages on documents.document_id = pages.document_id
)

select * from final

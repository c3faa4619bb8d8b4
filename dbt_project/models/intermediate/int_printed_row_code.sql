-- Every classification code a published row prints; a row of a purchase prints a function and an economic code.
with printed_rows as (
    select * from {{ ref('stg_rows') }}
    where row_kind not in ('header', 'note')
),

printed_tables as (
    select * from {{ ref('stg_printed_tables') }}
    where table_kind is not null and not is_held_back
),

documents as (
    select * from {{ ref('int_document') }}
    where is_published
),

both_codes as (
    select
        row_id,
        table_id,
        document_id,
        page_no,
        code_source,
        'function' as classification,
        function_code as code,
        function_name_printed as name_printed
    from printed_rows
    where function_code is not null
    union all
    select
        row_id,
        table_id,
        document_id,
        page_no,
        code_source,
        'economic' as classification,
        economic_code as code,
        economic_name_printed as name_printed
    from printed_rows
    where economic_code is not null
),

final as (
    select
        both_codes.*,
        printed_tables.table_kind,
        documents.fiscal_year,
        documents.report_kind
    from both_codes
    inner join printed_tables on both_codes.table_id = printed_tables.table_id
    inner join documents on both_codes.document_id = documents.document_id
)

select * from final

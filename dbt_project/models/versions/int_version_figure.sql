-- Figures of documents that may be versions of one another, each under a key that says which line and column it is
-- whatever page it stands on, so that versions can be laid side by side.
with documents as (
    select earlier_document_id as document_id from {{ ref('int_version_pair') }}
    union
    select later_document_id as document_id from {{ ref('int_version_pair') }}
),

figures as (
    select
        printed_lines.document_id,
        printed_lines.line_id,
        printed_lines.table_id,
        printed_lines.row_id,
        printed_lines.cell_id,
        printed_lines.page_no,
        printed_lines.col_no,
        printed_rows.row_no,
        printed_tables.table_kind,
        coalesce(printed_tables.printed_title, printed_tables.table_kind) as table_title,
        printed_rows.label_printed,
        printed_lines.measure_key,
        printed_lines.header_path,
        printed_lines.value_text as amount_printed,
        printed_lines.value,
        printed_lines.amount_yuan,
        printed_lines.amount_year,
        printed_tables.unit_label as unit_printed,
        concat_ws(
            '|',
            coalesce(printed_tables.table_kind, {{ comparable_name('printed_tables.printed_title') }}, '?'),
            printed_rows.side,
            printed_rows.row_kind,
            printed_rows.row_key,
            printed_rows.function_code,
            printed_rows.economic_code,
            coalesce(printed_rows.unit_code, printed_rows.unit_name_printed),
            coalesce(printed_rows.project_code, printed_rows.project_name_printed),
            {{ comparable_name('printed_rows.label_printed') }}
        ) as row_words,
        concat_ws(
            '|',
            coalesce(printed_lines.measure_key, {{ comparable_name('printed_lines.header_path') }}),
            printed_lines.amount_year
        ) as column_words
    from {{ ref('stg_lines') }} as printed_lines
    inner join documents on printed_lines.document_id = documents.document_id
    inner join {{ ref('stg_rows') }} as printed_rows on printed_lines.row_id = printed_rows.row_id
    inner join {{ ref('stg_printed_tables') }} as printed_tables on printed_lines.table_id = printed_tables.table_id
    where printed_lines.value_state in ('printed', 'zero', 'unreadable') and not printed_tables.is_held_back
),

final as (
    select
        *,
        -- Rows that say the same are told apart by their order.
        row_words || '|' || column_words || '|' || row_number() over (
            partition by document_id, row_words, column_words
            order by table_id asc, row_no asc, col_no asc, line_id asc
        ) as line_key
    from figures
)

select * from final

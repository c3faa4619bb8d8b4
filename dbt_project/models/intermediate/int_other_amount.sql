-- Figures that no rule and no fact sees, though a published report prints them in a table: those of tables that are of no
-- known kind or held back, and cells that print money where the reader of forms found no caption for it. As they are printed,
-- with where they stand; what they mean is not said.
with documents as (
    select * from {{ ref('int_document') }}
    where is_published
),

printed_tables as (
    select
        *,
        case
            when is_held_back then 'table_held_back'
            when table_kind is null then 'no_table_kind'
        end as why_not_placed
    from {{ ref('stg_printed_tables') }}
),

printed_rows as (
    select * from {{ ref('stg_rows') }}
),

-- Where a text stands, a figure may be part of it: a target, a number of days. Such fields are known by name.
known_texts as (
    select cell_id
    from {{ ref('stg_labels') }}
    where field_key is not null and {{ prints_money('text') }}
),

rows_of_texts as (
    select
        cell_id,
        row_id,
        header_path
    from {{ ref('stg_labels') }}
    where field_key is null and {{ prints_money('text') }}
),

lines as (
    select
        printed_lines.* exclude (unit_multiplier, decimals_printed, is_flagged, flag_reason),
        printed_tables.why_not_placed
    from {{ ref('stg_lines') }} as printed_lines
    inner join printed_tables on printed_lines.table_id = printed_tables.table_id
    where
        printed_tables.why_not_placed is not null
        and printed_lines.value_state in ('printed', 'zero', 'unreadable')
    union all by name
    select
        cells.cell_id as line_id,
        rows_of_texts.row_id,
        cells.table_id,
        cells.document_id,
        cells.cell_id,
        cells.page_no,
        cells.col_no,
        cells.row_no as cell_row_no,
        cells.form_no as cell_form_no,
        coalesce(rows_of_texts.header_path, '') as header_path,
        coalesce(cells.joined_text, cells.text) as value_text,
        'printed' as value_state,
        coalesce(printed_tables.why_not_placed, 'no_column') as why_not_placed
    from {{ ref('stg_cells') }} as cells
    inner join printed_tables on cells.table_id = printed_tables.table_id
    anti join known_texts on cells.cell_id = known_texts.cell_id
    left join rows_of_texts on cells.cell_id = rows_of_texts.cell_id
    where
        cells.role not in ('figure', 'empty')
        and cells.piece_no = 1
        and {{ prints_money('coalesce(cells.joined_text, cells.text)') }}
),

final as (
    select
        lines.* exclude (measure_key, amount_year, cell_row_no, cell_form_no),
        coalesce(lines.cell_row_no, printed_rows.row_no) as row_no,
        coalesce(lines.cell_form_no, printed_rows.form_no) as form_no,
        printed_rows.block_no,
        printed_rows.row_kind,
        printed_rows.level_no,
        printed_rows.label_printed,
        printed_rows.function_code,
        printed_rows.economic_code,
        printed_rows.project_code,
        printed_rows.project_name_printed as project_name,
        printed_tables.table_kind,
        printed_tables.printed_no,
        printed_tables.unit_label,
        coalesce(lines.amount_year, documents.fiscal_year) as amount_year,
        documents.fiscal_year,
        documents.report_kind,
        false as is_flagged
    from lines
    inner join printed_tables on lines.table_id = printed_tables.table_id
    inner join documents on lines.document_id = documents.document_id
    left join printed_rows on lines.row_id = printed_rows.row_id
)

select * from final

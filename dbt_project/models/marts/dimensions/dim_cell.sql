-- Where every printed cell stands, so that a figure leads back to its page. Held-back tables' cells too.
with cells as (
    select * from {{ ref('stg_cells') }}
),

documents as (
    select * from {{ ref('int_document') }}
),

final as (
    select
        cells.cell_id,
        cells.piece_no,
        cells.document_id,
        cells.table_id,
        cells.page_no,
        cells.row_no,
        cells.col_no,
        cells.row_span,
        cells.col_span,
        cells.form_no,
        cells.role,
        cells.text_raw,
        coalesce(cells.joined_text, cells.text) as text,
        cells.x0_points,
        cells.y0_points,
        cells.x1_points,
        cells.y1_points,
        cells.engine,
        cells.ocr_confidence
    from cells
    inner join documents on cells.document_id = documents.document_id
)

select * from final

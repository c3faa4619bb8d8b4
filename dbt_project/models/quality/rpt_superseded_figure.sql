-- Figures of reports that were published anew since, as the earlier report prints them. Publishing adds what the
-- warehouse before said of them while they were the published ones (pipelines.warehouse.history), and since when.
with supersessions as (
    select * from {{ ref('int_supersession') }}
    where is_decided
),

figures as (
    select * from {{ ref('int_version_figure') }}
),

final as (
    select
        figures.line_id,
        figures.document_id,
        supersessions.later_document_id as superseded_by_document_id,
        null::timestamptz as published_from,
        null::timestamptz as published_until,
        figures.table_kind,
        figures.label_printed,
        figures.header_path,
        figures.measure_key,
        figures.amount_year,
        figures.amount_printed,
        figures.unit_printed,
        figures.amount_yuan,
        null::boolean as is_leaf,
        null::varchar as reconciliation_status,
        figures.table_id,
        figures.row_id,
        figures.page_no,
        figures.cell_id
    from figures
    inner join supersessions on figures.document_id = supersessions.earlier_document_id
)

select * from final

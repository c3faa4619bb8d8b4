-- Tables that the contents promise, beside each printed table of their kind: joined by report, then by kind, so that
-- the work grows with the reports and not with their square.
with promised as (
    select * from {{ ref('stg_promised_tables') }}
),

printed_tables as (
    select * from {{ ref('stg_printed_tables') }}
),

final as (
    select
        promised.document_id,
        promised.promise_no,
        printed_tables.table_id,
        printed_tables.printed_title
    from promised
    inner join printed_tables on promised.document_id = printed_tables.document_id
    where promised.table_kind in (printed_tables.table_kind, printed_tables.kind_by_title)
)

select * from final

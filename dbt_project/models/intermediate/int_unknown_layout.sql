-- What was printed but not understood, before it is weighed: tables of no known kind, amount columns and text
-- columns of no known meaning, and pages whose figures could not be read as a table at all (no rules, damaged).
with printed_tables as (
    select * from {{ ref('stg_printed_tables') }}
),

unknown_tables as (
    select
        table_id as unknown_layout_key,
        'table' as item_kind,
        document_id,
        table_id,
        table_kind,
        coalesce(printed_title, '(no title)') as printed_text,
        header_text,
        first_page_no as page_no,
        row_count as cell_count
    from printed_tables
    where table_kind is null
),

-- A page that a printed table stands on is told of with that table, which is held back.
unread_pages as (
    select
        pages.document_id || '/page/' || pages.page_no as unknown_layout_key,
        'page' as item_kind,
        pages.document_id,
        null::varchar as table_id,
        null::varchar as table_kind,
        pages.conservation_problem as printed_text,
        null::varchar as header_text,
        pages.page_no,
        pages.figures_on_page as cell_count
    from {{ ref('stg_pages') }} as pages
    left join printed_tables
        on
            pages.document_id = printed_tables.document_id
            and pages.page_no between printed_tables.first_page_no and printed_tables.last_page_no
    where pages.conservation_status = 'fails' and printed_tables.table_id is null
),

both_columns as (
    select * from {{ ref('int_unknown_column') }}
),

final as (
    select
        * exclude (cell_count),
        cell_count::integer as cell_count
    from unknown_tables
    union all by name
    select
        * exclude (cell_count),
        cell_count::integer as cell_count
    from unread_pages
    union all by name
    select
        both_columns.* exclude (cell_count),
        printed_tables.table_kind,
        printed_tables.header_text,
        both_columns.cell_count::integer as cell_count
    from both_columns
    inner join printed_tables on both_columns.table_id = printed_tables.table_id
    where printed_tables.table_kind is not null
)

select * from final

-- What was printed but not understood: tables of no known kind, amount columns and text columns of no known meaning,
-- and pages whose figures could not be read as a table at all (no rules, damaged).
with documents as (
    select * from {{ ref('int_document') }}
    where is_present
),

printed_tables as (
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

-- Figures printed there, and what they come to beside all that the document prints.
figures as (
    select
        case
            when printed_tables.table_kind is null then printed_lines.table_id
            else printed_lines.table_id || '/amount/' || printed_lines.header_path
        end as unknown_layout_key,
        count(*) as figure_count,
        sum(abs(printed_lines.amount_yuan)) as amount_yuan
    from {{ ref('stg_lines') }} as printed_lines
    inner join printed_tables on printed_lines.table_id = printed_tables.table_id
    where printed_lines.value is not null and (printed_tables.table_kind is null or printed_lines.measure_key is null)
    group by all
),

document_yuan as (
    select
        document_id,
        sum(abs(amount_yuan)) as amount_yuan
    from {{ ref('stg_lines') }}
    group by document_id
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
),

weighed as (
    select
        final.*,
        coalesce(figures.figure_count, 0)::integer as figure_count,
        figures.amount_yuan::decimal(18, 2) as not_understood_yuan,
        case
            when document_yuan.amount_yuan > 0
                then least(figures.amount_yuan * 100 / document_yuan.amount_yuan, 9999.99)::decimal(6, 2)
        end as not_understood_percent,
        documents.file_name,
        documents.fiscal_year,
        -- Layouts that look alike to a person: of one kind and header; a page that is no table stands for its document.
        case
            when final.item_kind = 'page' then 'page:' || final.document_id
            else concat_ws(':', final.item_kind, final.table_kind, final.header_text, final.printed_text)
        end as layout
    from final
    inner join documents on final.document_id = documents.document_id
    left join figures on final.unknown_layout_key = figures.unknown_layout_key
    left join document_yuan on final.document_id = document_yuan.document_id
),

-- One picture a layout, of the page where most of it stands, for the layouts that matter most.
pictured as (
    select
        weighed.layout,
        arg_max(
            {{ layout_picture('weighed.document_id', 'weighed.page_no') }},
            (weighed.figure_count, weighed.cell_count, weighed.unknown_layout_key)
        ) as picture_path,
        row_number()
            over (order by sum(weighed.figure_count) desc, sum(weighed.cell_count) desc, weighed.layout asc)
            as layout_rank
    from weighed
    where weighed.page_no is not null
    group by weighed.layout
    qualify layout_rank <= {{ var('most_layout_pictures') }}
),

listed as (
    select
        weighed.*,
        pictured.picture_path
    from weighed
    left join pictured on weighed.layout = pictured.layout
)

select * exclude (layout) from listed

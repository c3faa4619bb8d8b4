-- What was printed but not understood, weighed by the figures and the money that stand there, with a picture for each
-- layout that matters.
with documents as (
    select * from {{ ref('int_document') }}
    where is_present
),

printed_tables as (
    select * from {{ ref('stg_printed_tables') }}
),

final as (
    select * from {{ ref('int_unknown_layout') }}
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

weighed as (
    select
        final.*,
        coalesce(figures.figure_count, 0)::integer as figure_count,
        figures.amount_yuan::decimal(18, 2) as not_understood_yuan,
        case
            -- Null where no figure has an amount: least() would give its other argument.
            when document_yuan.amount_yuan > 0 and figures.amount_yuan is not null
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

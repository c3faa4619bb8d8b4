-- Government procurement of a body and year by goods, works and services: from the table of one report; where it has
-- none, or leaves open what is bought, from the text, if that divides the very total that the table prints.
with documents as (
    select * from {{ ref('int_body_document') }}
),

category_names as (
    select
        code as category_code,
        name as category_name
    from {{ ref('procurement_item') }}
    where level = '0'
),

{% for source_kind, source in [
    ('table', 'int_procurement_printed'), ('text', 'int_procurement_told')
] -%}
{{ source_kind }}_figures as (
    select
        documents.body_key,
        documents.body_kind,
        documents.fiscal_year,
        documents.report_kind,
        figures.*,
        '{{ source_kind }}' as source_kind
    from {{ ref(source) }} as figures
    inner join documents on figures.document_id = documents.document_id
    qualify
        min(documents.document_rank) over (
            partition by documents.body_key, documents.fiscal_year, documents.report_kind
        ) = documents.document_rank
),

{% endfor -%}
bodies_told as (
    select distinct
        text_figures.body_key,
        text_figures.fiscal_year,
        text_figures.report_kind
    from text_figures
    left join table_figures
        on
            text_figures.body_key = table_figures.body_key
            and text_figures.fiscal_year = table_figures.fiscal_year
            and text_figures.report_kind = table_figures.report_kind
    where
        table_figures.document_id is null
        or (
            not table_figures.is_complete
            and coalesce(
                abs(table_figures.printed_total_yuan - text_figures.told_total_yuan) <= text_figures.slack_yuan, true
            )
        )
),

chosen as (
    select table_figures.*
    from table_figures
    anti join bodies_told
        on
            table_figures.body_key = bodies_told.body_key
            and table_figures.fiscal_year = bodies_told.fiscal_year
            and table_figures.report_kind = bodies_told.report_kind
    union all by name
    -- Its parts come to its total, or they were not taken.
    select
        text_figures.*,
        text_figures.told_total_yuan as printed_total_yuan,
        'reconciled' as reconciliation_status
    from text_figures
    inner join bodies_told
        on
            text_figures.body_key = bodies_told.body_key
            and text_figures.fiscal_year = bodies_told.fiscal_year
            and text_figures.report_kind = bodies_told.report_kind
),

final as (
    select
        chosen.body_key,
        bodies.body_name,
        bodies.division_name,
        chosen.body_kind,
        chosen.fiscal_year,
        chosen.report_kind,
        case chosen.category_code when 'A' then 'goods' when 'B' then 'works' when 'C' then 'services' else 'open' end
            as category_key,
        coalesce(category_names.category_name, '品目未定') as category_name,
        chosen.amount_yuan,
        chosen.source_kind,
        chosen.purchase_count,
        chosen.told_by_ending_count,
        chosen.all_categories_yuan,
        chosen.printed_total_yuan,
        chosen.reconciliation_status,
        chosen.document_id,
        chosen.page_no,
        chosen.statement_id
    from chosen
    inner join {{ ref('dim_body') }} as bodies on chosen.body_key = bodies.body_key
    left join category_names on chosen.category_code = category_names.category_code
)

select * from final

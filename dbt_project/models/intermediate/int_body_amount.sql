-- The figures of the analyst tables: the leaves of each body's chosen source, or its printed total if nothing adds up.
with body_sources as (
    select * from {{ ref('int_body_source') }}
),

money_sources as (
    select * from {{ ref('money_sources') }}
),

amounts as (
    select
        *,
        {{ flow_of('fact_table') }} as flow
    from {{ ref('int_fact_amount') }}
    where fact_table in ('fct_revenue', 'fct_expenditure_by_function') and amount_year = fiscal_year
),

final as (
    select
        amounts.*,
        body_sources.source_table_kind,
        body_sources.source_status,
        body_sources.is_total_only
    from amounts
    inner join body_sources on amounts.document_id = body_sources.document_id and amounts.flow = body_sources.flow
    inner join money_sources
        on
            body_sources.flow = money_sources.flow
            and body_sources.source_table_kind = money_sources.source_table_kind
            and amounts.table_kind = money_sources.member_table_kind
            and amounts.report_kind = coalesce(money_sources.report_kind, amounts.report_kind)
    semi join {{ ref('int_counted_table') }} as counted_tables
        on amounts.table_id = counted_tables.table_id and amounts.flow = counted_tables.flow
    where
        amounts.amount_yuan is not null
        and (
            (amounts.is_leaf and not body_sources.is_total_only)
            or (body_sources.is_total_only and list_contains(body_sources.total_line_ids, amounts.line_id))
        )
)

select * from final

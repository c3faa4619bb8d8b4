-- The point of the cube at which every understood figure stands, as far as it is no key: what table kind, title, column
-- and row fix on each axis. No proof enters, for the laws compare what stands at one point.
{{ config(meta={'parted_by': 'int_amount', 'rows_a_part': var('amounts_a_part')}) }}
with amounts as (
    select * from {{ ref('int_amount') }}
    where
        value_state in ('printed', 'zero', 'unreadable') and measure_key is not null and {{ in_part('document_id') }}
),

-- A title that names a part of the fund that kind and column stand for: 一般公共预算“三公”经费.
narrower_titles as (
    select * from {{ ref('int_fund_ancestor') }}
),

{% for seed in ['measures', 'row_key_facts', 'halves'] -%}
{{ seed }} as (
    select * from {{ ref(seed) }}
),

{% endfor -%}
table_kind_facts as (
    select * from {{ ref('int_table_kind_fact') }}
),

table_kinds as (
    select * from {{ ref('int_table_kind') }}
),

carried_over_rows as (
    select * from {{ ref('int_carried_over_row') }}
    where {{ in_part('document_id') }}
),

rows_below_known as (
    select * from {{ ref('int_row_below_known') }}
    where {{ in_part('document_id') }}
),

final as (
    select
        amounts.line_id,
        amounts.document_id,
        case
            when amounts.side = 'revenue'
                then coalesce(table_kind_facts.revenue_side_fact_table, table_kind_facts.fact_table)
            else coalesce(halves.fact_table, table_kind_facts.fact_table)
        end as fact_table,
        measures.amount_basis as measure_basis,
        coalesce(
            nullif(row_key_facts.fund_source_key, 'all'), rows_below_known.fund_source_key,
            nullif(column_measures.fund_source_key, 'all'), narrower_titles.fund_source_key,
            {{ fund_of('measures', 'table_kind_facts') }}
        ) as fund_source_key,
        case when coalesce(amounts.side, '') != 'revenue' then coalesce(
            nullif(row_key_facts.expenditure_kind, 'total'), nullif(measures.expenditure_kind, 'total'),
            rows_below_known.expenditure_kind, row_key_facts.expenditure_kind, table_kind_facts.expenditure_kind
        ) end as expenditure_kind,
        case
            when carried_over_rows.row_id is not null then 'carry_over'
            when rows_below_known.carry_scope != 'all' then rows_below_known.carry_scope
            else {{ carry_of('amounts', 'row_key_facts', 'measures', 'table_kinds') }}
        end as carry_scope
    from amounts
    left join table_kind_facts on amounts.table_kind = table_kind_facts.table_kind
    left join table_kinds on amounts.table_kind = table_kinds.table_kind
    left join halves on amounts.along = halves.along
    left join measures on amounts.measure_key = measures.measure_key
    left join narrower_titles
        on
            amounts.title_fund_source_key = narrower_titles.fund_source_key
            and {{ fund_of('measures', 'table_kind_facts') }} = narrower_titles.ancestor_fund_source_key
    -- A row that says it is a change says not of which fund; its column does.
    left join {{ ref('stg_columns') }} as table_columns
        on
            case when amounts.measure_key = 'change_amount' then amounts.table_id end = table_columns.table_id
            and amounts.block_no = table_columns.block_no
            and amounts.col_no = table_columns.col_no
    left join measures as column_measures on table_columns.measure_key = column_measures.measure_key
    left join row_key_facts on amounts.row_key = row_key_facts.row_key
    left join carried_over_rows on amounts.row_id = carried_over_rows.row_id
    left join rows_below_known on amounts.row_id = rows_below_known.row_id
)

select * from final

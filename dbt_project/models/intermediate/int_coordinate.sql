-- Every figure that a table of a published report prints, with its coordinates: what money it is of, whose, of which
-- year, its keys, whether it is a leaf, how far it is proven, which fact it feeds, and why if it is not understood.
{{ config(meta={'parted_by': 'int_amount', 'rows_a_part': var('amounts_a_part')}) }}
with amounts as (
    select
        *,
        measure_key is not null as is_placed,
        case when measure_key is null then 'no_measure' end as why_not_placed
    from {{ ref('int_amount') }}
    where value_state in ('printed', 'zero', 'unreadable') and {{ in_part('document_id') }}
    union all by name
    select
        *,
        false as is_placed
    from {{ ref('int_other_amount') }}
    where {{ in_part('document_id') }}
),

departments as (
    select * from {{ ref('int_department') }}
),

-- A title that names a part of the fund that kind and column stand for: 一般公共预算“三公”经费.
narrower_titles as (
    select * from {{ ref('int_fund_ancestor') }}
),

{% for seed in ['measures', 'table_kind_facts', 'table_kinds'] -%}
{{ seed }} as (
    select * from {{ ref(seed) }}
),

{% endfor -%}
leaf_amounts as (
    select line_id from {{ ref('int_leaf_amount') }}
    where {{ in_part('document_id') }}
),

proofs as (
    select * from {{ ref('int_amount_proof') }}
    where {{ in_part('document_id') }}
),

row_codes as (
    select * from {{ ref('int_classification_key') }}
    where {{ in_part('document_id') }}
),

carried_over_rows as (
    select * from {{ ref('int_carried_over_row') }}
    where {{ in_part('document_id') }}
),

final as (
    select
        amounts.* exclude (amounts.is_leaf, amounts.is_placed, amounts.why_not_placed),
        departments.department_key,
        case
            when not amounts.is_placed then null
            when amounts.side = 'revenue'
                then coalesce(table_kind_facts.revenue_side_fact_table, table_kind_facts.fact_table)
            else coalesce(halves.fact_table, table_kind_facts.fact_table)
        end as fact_table,
        {{ unit_key('departments.department_key', 'amounts.unit_code', 'amounts.unit_name') }} as unit_key,
        row_codes.function_key,
        row_codes.economic_key,
        measures.amount_basis as measure_basis,
        case when amounts.is_placed then coalesce(
            nullif(row_key_facts.fund_source_key, 'all'), nullif(column_measures.fund_source_key, 'all'),
            narrower_titles.fund_source_key, {{ fund_of('measures', 'table_kind_facts') }}
        ) end as fund_source_key,
        case when amounts.is_placed and coalesce(amounts.side, '') != 'revenue' then coalesce(
            row_key_facts.expenditure_kind, nullif(measures.expenditure_kind, 'total'),
            table_kind_facts.expenditure_kind
        ) end as expenditure_kind,
        case
            when not amounts.is_placed then null
            when carried_over_rows.row_id is not null then 'carry_over'
            else {{ carry_of('amounts', 'row_key_facts', 'measures', 'table_kinds') }}
        end as carry_scope,
        -- What is carried to the next year is no expenditure, though a row of the expenditure side.
        leaf_amounts.line_id is not null
        and coalesce(amounts.row_key, '') not in ('expenditure_carry_forward', 'expenditure_surplus_distribution')
            as is_leaf,
        {{ status_of_amount('amounts', 'proofs') }} as reconciliation_status,
        coalesce(proofs.proof_count, 0)::integer as proof_count,
        coalesce(proofs.failed_count, 0)::integer as failed_count,
        {{ reason_of_amount('amounts', 'proofs', 'table_kind_facts', 'row_codes') }} as not_understood_reason
    from amounts
    inner join departments on amounts.document_id = departments.document_id
    left join table_kind_facts on amounts.table_kind = table_kind_facts.table_kind
    left join table_kinds on amounts.table_kind = table_kinds.table_kind
    left join {{ ref('halves') }} as halves on amounts.along = halves.along
    left join measures on amounts.measure_key = measures.measure_key
    left join narrower_titles
        on
            amounts.title_fund_source_key = narrower_titles.fund_source_key
            and {{ fund_of('measures', 'table_kind_facts') }} = narrower_titles.ancestor_fund_source_key
    -- A row that says it is a change says not of which fund; its column does.
    left join {{ ref('stg_columns') }} as table_columns
        on
            amounts.measure_key = 'change_amount'
            and amounts.table_id = table_columns.table_id
            and amounts.block_no = table_columns.block_no
            and amounts.col_no = table_columns.col_no
    left join measures as column_measures on table_columns.measure_key = column_measures.measure_key
    left join {{ ref('row_key_facts') }} as row_key_facts on amounts.row_key = row_key_facts.row_key
    left join leaf_amounts on amounts.line_id = leaf_amounts.line_id
    left join proofs on amounts.line_id = proofs.line_id
    left join row_codes on amounts.row_id = row_codes.row_id
    left join carried_over_rows on amounts.row_id = carried_over_rows.row_id
)

select * from final

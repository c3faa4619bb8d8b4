-- Figures ready to be facts: which fact they feed, what money they are of, their keys, whether they are leaves, and how
-- far they are proven. A figure whose reading is doubtful and that no sum proves is held back: its amount is not given.
{{ config(meta={'parted_by': 'int_amount', 'rows_a_part': 5 * var('rows_a_part')}) }}
with amounts as (
    select * from {{ ref('int_amount') }}
    where
        value_state in ('printed', 'zero', 'unreadable')
        and measure_key is not null
        and {{ in_part('document_id') }}
),

departments as (
    select * from {{ ref('int_department') }}
),

measures as (
    select * from {{ ref('measures') }}
),

halves as (
    select * from {{ ref('halves') }}
),

table_kind_facts as (
    select * from {{ ref('table_kind_facts') }}
),

row_key_facts as (
    select * from {{ ref('row_key_facts') }}
),

leaf_amounts as (
    select * from {{ ref('int_leaf_amount') }}
),

proofs as (
    select * from {{ ref('int_amount_proof') }}
),

row_codes as (
    select * from {{ ref('int_classification_key') }}
),

-- Rows below 上年结转 speak of carried-over money, whatever their own label.
carried_over_rows as (
    select distinct row_ancestors.row_id
    from {{ ref('int_row_ancestor') }} as row_ancestors
    inner join {{ ref('int_row_tree') }} as row_tree on row_ancestors.ancestor_row_id = row_tree.row_id
    where row_tree.row_key = 'revenue_carry_over'
),

final as (
    select
        amounts.* exclude (is_leaf),
        case
            when amounts.side = 'revenue'
                then coalesce(table_kind_facts.revenue_side_fact_table, table_kind_facts.fact_table)
            else coalesce(halves.fact_table, table_kind_facts.fact_table)
        end as fact_table,
        departments.department_key,
        {{ unit_key('departments.department_key', 'amounts.unit_code', 'amounts.unit_name') }} as unit_key,
        row_codes.function_key,
        row_codes.economic_key,
        coalesce(
            nullif(row_key_facts.fund_source_key, 'all'), nullif(measures.fund_source_key, 'all'),
            table_kind_facts.fund_source_key, 'all'
        ) as fund_source_key,
        case
            when amounts.side = 'revenue' then null
            when row_key_facts.expenditure_kind is not null then row_key_facts.expenditure_kind
            when coalesce(measures.expenditure_kind, 'total') = 'total' then table_kind_facts.expenditure_kind
            else measures.expenditure_kind
        end as expenditure_kind,
        case
            when carried_over_rows.row_id is not null then 'carry_over'
            else coalesce(row_key_facts.carry_scope, measures.carry_scope, 'all')
        end as carry_scope,
        -- What is carried to the next year is no expenditure, though a row of the expenditure side.
        leaf_amounts.line_id is not null
        and coalesce(amounts.row_key, '') not in ('expenditure_carry_forward', 'expenditure_surplus_distribution')
            as is_leaf,
        case
            when amounts.value_state = 'unreadable' then 'held_back'
            when amounts.is_flagged and coalesce(proofs.proof_count, 0) = 0 then 'held_back'
            else coalesce(proofs.reconciliation_status, 'unproven')
        end as reconciliation_status,
        coalesce(proofs.proof_count, 0)::integer as proof_count,
        coalesce(proofs.failed_count, 0)::integer as failed_count
    from amounts
    inner join departments on amounts.document_id = departments.document_id
    inner join table_kind_facts on amounts.table_kind = table_kind_facts.table_kind
    left join halves on amounts.along = halves.along
    left join measures on amounts.measure_key = measures.measure_key
    left join row_key_facts on amounts.row_key = row_key_facts.row_key
    left join leaf_amounts on amounts.line_id = leaf_amounts.line_id
    left join proofs on amounts.line_id = proofs.line_id
    left join row_codes on amounts.row_id = row_codes.row_id
    left join carried_over_rows on amounts.row_id = carried_over_rows.row_id
)

select * from final

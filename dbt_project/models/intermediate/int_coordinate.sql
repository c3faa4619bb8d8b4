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

table_kind_facts as (
    select * from {{ ref('int_table_kind_fact') }}
),

points as (
    select * from {{ ref('int_point') }}
    where {{ in_part('document_id') }}
),

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

final as (
    select
        amounts.* exclude (amounts.is_leaf, amounts.is_placed, amounts.why_not_placed),
        departments.department_key,
        points.fact_table,
        {{ unit_key('departments.department_key', 'amounts.unit_code', 'amounts.unit_name') }} as unit_key,
        row_codes.function_key,
        row_codes.economic_key,
        points.measure_basis,
        points.fund_source_key,
        points.expenditure_kind,
        points.carry_scope,
        -- What is carried to the next year is no expenditure, though a row of the expenditure side.
        leaf_amounts.line_id is not null
        and coalesce(amounts.row_key, '') not in ('expenditure_carry_forward', 'expenditure_surplus_distribution')
            as is_leaf,
        {{ status_of_amount('amounts', 'proofs') }} as reconciliation_status,
        coalesce(proofs.proof_count, 0)::integer as proof_count,
        coalesce(proofs.failed_count, 0)::integer as failed_count,
        {{ reason_of_amount('amounts', 'proofs', 'table_kind_facts', 'row_codes', 'whole_codes') }}
            as not_understood_reason
    from amounts
    inner join departments on amounts.document_id = departments.document_id
    left join table_kind_facts on amounts.table_kind = table_kind_facts.table_kind
    left join points on amounts.line_id = points.line_id
    left join leaf_amounts on amounts.line_id = leaf_amounts.line_id
    left join proofs on amounts.line_id = proofs.line_id
    left join row_codes on amounts.row_id = row_codes.row_id
    left join {{ ref('int_row_tree') }} as row_parts
        on amounts.row_id = row_parts.row_id and row_parts.is_part and {{ in_part('row_parts.document_id') }}
    left join row_codes as whole_codes on row_parts.parent_row_id = whole_codes.row_id
)

select * from final

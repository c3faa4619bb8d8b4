-- Safe to sum with no filter but body and year (and report kind, where both are in): no overlap, finest source.
with amounts as (
    select * from {{ ref('int_body_amount') }}
    where flow = 'expenditure'
),

functions as (
    select * from {{ ref('int_function') }}
),

departments as (
    select * from {{ ref('int_department') }}
),

final as (
    select
        amounts.line_id,
        departments.body_key,
        bodies.body_name,
        departments.body_kind,
        amounts.department_key,
        departments.department_short_name as department_name,
        departments.division_name,
        amounts.fiscal_year,
        amounts.report_kind,
        amounts.unit_key,
        amounts.function_key,
        amounts.function_code,
        functions.function_name,
        functions.comparable_function_code,
        functions.comparable_function_name,
        functions.class_code,
        functions.class_name,
        functions.subclass_code,
        functions.subclass_name,
        amounts.expenditure_kind,
        case
            when amounts.expenditure_kind in ('basic_personnel', 'basic_operating') then 'basic'
            else amounts.expenditure_kind
        end as expenditure_group,
        amounts.fund_source_key,
        amounts.amount_yuan,
        amounts.source_table_kind,
        amounts.source_status,
        amounts.is_total_only,
        amounts.reconciliation_status,
        amounts.proof_count,
        amounts.value_text as amount_printed,
        amounts.unit_label as unit_printed,
        amounts.table_kind,
        amounts.document_id,
        amounts.page_no,
        amounts.cell_id
    from amounts
    inner join departments on amounts.document_id = departments.document_id
    inner join {{ ref('dim_body') }} as bodies on departments.body_key = bodies.body_key
    left join functions on amounts.function_key = functions.function_key
    -- The 0.00 of an empty table is no expenditure of any function.
    where amounts.function_key is not null or amounts.amount_yuan != 0
)

select * from final

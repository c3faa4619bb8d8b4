with statements as (
    select * from {{ ref('int_statement') }}
),

departments as (
    select * from {{ ref('int_department') }}
),

coordinates as (
    select * from {{ ref('int_statement_coordinate') }}
),

comparisons as (
    select * from {{ ref('int_statement_comparison') }}
),

final as (
    select
        statements.statement_id,
        statements.document_id,
        departments.department_key,
        statements.fiscal_year,
        statements.report_kind,
        statements.amount_year,
        statements.part,
        statements.section_title,
        statements.subject_key,
        statements.subject_text,
        statements.role,
        statements.direction,
        statements.told_as,
        statements.function_code,
        statements.economic_code,
        statements.project_name,
        coordinates.flow,
        coordinates.fund_source_key,
        coordinates.carry_scope,
        coordinates.expenditure_kind,
        coordinates.amount_basis,
        coordinates.unit_name as unit_printed_above,
        statements.value,
        statements.unit_label as unit_printed,
        statements.value_yuan as amount_yuan,
        statements.value_text as value_printed,
        statements.sentence,
        statements.group_no,
        statements.context_key,
        statements.parent_statement_id,
        comparisons.comparison,
        comparisons.reason_zh as comparison_reason_zh,
        comparisons.reason_en as comparison_reason_en,
        comparisons.check_count,
        comparisons.failed_check_count,
        statements.page_no,
        statements.x0_points,
        statements.y0_points,
        statements.x1_points,
        statements.y1_points
    from statements
    inner join departments on statements.document_id = departments.document_id
    inner join comparisons on statements.statement_id = comparisons.statement_id
    left join coordinates on statements.statement_id = coordinates.statement_id
)

select * from final

with statements as (
    select * from {{ ref('int_statement') }}
),

departments as (
    select * from {{ ref('int_department') }}
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
        statements.function_code,
        statements.economic_code,
        statements.project_name,
        statements.value,
        statements.unit_label as unit_printed,
        statements.value_yuan as amount_yuan,
        statements.value_text as value_printed,
        statements.sentence,
        statements.group_no,
        statements.context_key,
        statements.parent_statement_id,
        statements.page_no,
        statements.x0_points,
        statements.y0_points,
        statements.x1_points,
        statements.y1_points
    from statements
    inner join departments on statements.document_id = departments.document_id
)

select * from final

with amounts as (
    select * from {{ ref('int_fact_amount') }}
    where fact_table = 'fct_project_expenditure' and value_type = 'money'
),

project_rows as (
    select * from {{ ref('int_project_row') }}
),

final as (
    select
        {{ fact_columns('amounts') }},
        amounts.carry_scope,
        amounts.expenditure_kind,
        project_rows.project_key,
        amounts.project_code,
        coalesce(project_rows.project_name_printed, amounts.project_name) as project_name,
        amounts.function_key,
        amounts.function_code,
        amounts.economic_key,
        amounts.economic_code
    from amounts
    left join project_rows on amounts.row_id = project_rows.row_id
)

select * from final

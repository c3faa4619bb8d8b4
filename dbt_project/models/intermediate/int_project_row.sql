-- The project each row of a project table speaks of, under the key of dim_project.
with amount_rows as (
    select distinct
        row_id,
        document_id,
        table_kind,
        is_leaf,
        project_code,
        project_name
    from {{ ref('int_amount') }}
    where table_kind in ('project_expenditure', 'project_performance_targets')
),

departments as (
    select * from {{ ref('int_department') }}
),

project_forms as (
    select * from {{ ref('int_target_project') }}
),

final as (
    select
        amount_rows.row_id,
        case
            when amount_rows.table_kind = 'project_performance_targets' then project_forms.project_key
            when amount_rows.project_code is not null or (amount_rows.is_leaf and amount_rows.project_name is not null)
                then
                    departments.department_key || '/' || coalesce(departments.fiscal_year::varchar, '?') || '/'
                    || coalesce(amount_rows.project_code, {{ comparable_name('amount_rows.project_name') }})
        end as project_key,
        coalesce(project_forms.project_name_printed, amount_rows.project_name) as project_name_printed
    from amount_rows
    inner join departments on amount_rows.document_id = departments.document_id
    left join project_forms on amount_rows.row_id = project_forms.row_id
)

select * from final

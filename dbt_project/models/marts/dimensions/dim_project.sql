-- Projects of a department and year: from the project table, and what their target forms say of them.
with projects as (
    select * from {{ ref('int_project_printed') }}
),

forms as (
    select * from {{ ref('int_project_form') }}
    qualify row_number() over (partition by project_key order by table_id, form_no, entry_no) = 1
),

departments as (
    select * from {{ ref('int_department') }}
),

printed as (
    select
        projects.*,
        departments.department_key || '/' || coalesce(departments.fiscal_year::varchar, '?') || '/'
        || projects.project_local_key as project_key
    from projects
    inner join departments on projects.document_id = departments.document_id
    qualify row_number() over (
        partition by project_key order by departments.retrieved_at desc nulls last, projects.document_id asc
    ) = 1
),

final as (
    select
        coalesce(printed.project_key, forms.project_key) as project_key,
        departments.department_key,
        departments.fiscal_year,
        coalesce(printed.project_code, forms.project_code) as project_code,
        coalesce(printed.project_name_printed, forms.project_name_printed) as project_name,
        forms.project_name_printed as project_name_in_targets,
        case when printed.project_key is not null then forms.match_basis else 'none' end as target_match_basis,
        printed.project_key is not null as is_in_project_table,
        forms.project_key is not null as has_targets,
        printed.unit_code,
        printed.unit_name,
        printed.unit_count,
        printed.amount_yuan,
        forms.amount_yuan as target_investment_yuan,
        forms.project_leader,
        forms.project_attribute_printed,
        forms.project_type_printed,
        forms.project_period_printed,
        forms.project_overview,
        forms.project_basis,
        forms.project_goal,
        forms.annual_goal,
        coalesce(printed.document_id, forms.document_id) as document_id,
        coalesce(printed.page_no, forms.page_no) as page_no
    from printed
    full outer join forms on printed.project_key = forms.project_key
    inner join departments on coalesce(printed.document_id, forms.document_id) = departments.document_id
)

select * from final

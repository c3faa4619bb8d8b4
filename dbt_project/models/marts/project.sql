-- Projects of a body and year, each once, whether the project table, a target form or both print it: what it costs,
-- what it is for, and the targets it is held to. From the reports that speak for the body.
with projects as (
    select * from {{ ref('dim_project') }}
),

documents as (
    select * from {{ ref('int_body_document') }}
),

functions as (
    select
        project_key,
        min(function_code) as function_code
    from {{ ref('fct_project_expenditure') }}
    where project_key is not null and function_code is not null and amount_year = fiscal_year
    group by project_key
    having count(distinct function_code) = 1
),

-- Of several forms of a project each may be a unit's, or the same once more: only the project table can tell which.
forms as (
    select
        forms.project_key,
        count(*)::integer as target_form_count,
        case
            when count(*) = 1 then max(forms.amount_yuan)
            when count(distinct forms.amount_yuan) = 1 and max(forms.amount_yuan) = any_value(projects.amount_yuan)
                then max(forms.amount_yuan)
            when count(forms.amount_yuan) = count(*) and sum(forms.amount_yuan) = any_value(projects.amount_yuan)
                then sum(forms.amount_yuan)
        end::decimal(18, 2) as target_investment_yuan
    from {{ ref('int_project_form') }} as forms
    left join projects on forms.project_key = projects.project_key
    group by forms.project_key
),

targets as (
    select
        project_key,
        count(*)::integer as target_count,
        list(
            concat_ws('：', indicator_name, target_value_text)
            order by page_no, indicator_id
        ) filter (where indicator_name is not null) as targets
    from {{ ref('fct_performance_target') }}
    where project_key is not null
    group by project_key
),

final as (
    select
        projects.project_key,
        documents.body_key,
        bodies.body_name,
        bodies.division_name,
        documents.body_kind,
        projects.fiscal_year,
        documents.report_kind,
        projects.project_code,
        projects.project_name,
        projects.unit_name,
        projects.unit_count,
        functions.function_code,
        coalesce(projects.amount_yuan, forms.target_investment_yuan) as amount_yuan,
        case
            when projects.amount_yuan is not null then 'project_table'
            when forms.target_investment_yuan is not null then 'target_form'
        end as amount_source,
        forms.target_investment_yuan,
        coalesce(forms.target_form_count, 0)::integer as target_form_count,
        projects.project_leader,
        projects.project_period_printed,
        coalesce(projects.annual_goal, projects.project_goal) as goal,
        coalesce(targets.target_count, 0)::integer as target_count,
        targets.targets,
        projects.is_in_project_table,
        projects.has_targets,
        projects.target_match_basis,
        projects.document_id,
        projects.page_no
    from projects
    inner join documents on projects.document_id = documents.document_id
    inner join {{ ref('dim_body') }} as bodies on documents.body_key = bodies.body_key
    left join functions on projects.project_key = functions.project_key
    left join forms on projects.project_key = forms.project_key
    left join targets on projects.project_key = targets.project_key
)

select * from final

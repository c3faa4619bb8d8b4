-- Forms of project targets, each with the printed project it belongs to: by name; where the names differ, by an amount
-- that only one unmatched form and one unmatched project of the report have. Else the form is a project of its own.
with forms as (
    select
        *,
        {{ project_core_name('project_name_printed') }} as core_name
    from {{ ref('int_project_form_text') }}
    where project_name_printed is not null
),

projects as (
    select * from {{ ref('int_project_printed') }}
),

form_amounts as (
    select
        table_id,
        form_no,
        max(amount_yuan) as amount_yuan
    from {{ ref('int_amount') }}
    where measure_key = 'project_investment'
    group by table_id, form_no
),

by_name as (
    select
        forms.table_id,
        forms.form_no,
        projects.document_id,
        projects.project_local_key
    from forms
    inner join projects on forms.document_id = projects.document_id and forms.core_name = projects.core_name
    qualify count(*) over (partition by forms.table_id, forms.form_no) = 1
),

by_amount as (
    select
        forms.table_id,
        forms.form_no,
        projects.document_id,
        projects.project_local_key
    from forms
    inner join form_amounts on forms.table_id = form_amounts.table_id and forms.form_no = form_amounts.form_no
    inner join projects on forms.document_id = projects.document_id and form_amounts.amount_yuan = projects.amount_yuan
    anti join by_name as named_forms on forms.table_id = named_forms.table_id and forms.form_no = named_forms.form_no
    anti join by_name as named_projects
        on
            projects.document_id = named_projects.document_id
            and projects.project_local_key = named_projects.project_local_key
    qualify
        count(*) over (partition by forms.table_id, forms.form_no) = 1
        and count(*) over (partition by projects.document_id, projects.project_local_key) = 1
),

final as (
    select
        forms.*,
        form_amounts.amount_yuan,
        coalesce(by_name.project_local_key, by_amount.project_local_key, forms.core_name) as project_local_key,
        case
            when by_name.project_local_key is not null then 'name'
            when by_amount.project_local_key is not null then 'amount'
            else 'none'
        end as match_basis,
        departments.department_key || '/' || coalesce(departments.fiscal_year::varchar, '?') || '/'
        || coalesce(by_name.project_local_key, by_amount.project_local_key, forms.core_name) as project_key
    from forms
    inner join {{ ref('int_department') }} as departments on forms.document_id = departments.document_id
    left join form_amounts on forms.table_id = form_amounts.table_id and forms.form_no = form_amounts.form_no
    left join by_name on forms.table_id = by_name.table_id and forms.form_no = by_name.form_no
    left join by_amount on forms.table_id = by_amount.table_id and forms.form_no = by_amount.form_no
)

select * from final

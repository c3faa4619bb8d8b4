-- Targets of projects, each with the printed project they belong to: by its code, or by name; where the names
-- differ, by an amount that only one unmatched form and one unmatched project of the report have. Else of a
-- project of their own.
with departments as (
    select * from {{ ref('int_department') }}
),

forms as (
    select
        texts.*,
        investments.amount_yuan,
        {{ project_core_name('texts.project_name_printed') }} as core_name,
        departments.department_key || '/' || coalesce(departments.fiscal_year::varchar, '?') || '/' as key_start
    from {{ ref('int_project_form_text') }} as texts
    inner join departments on texts.document_id = departments.document_id
    left join {{ ref('int_project_investment') }} as investments
        on
            texts.table_id = investments.table_id
            and texts.form_no = investments.form_no
            and texts.entry_no = investments.entry_no
    -- A row of a list that bears the department's name is its sum of the projects below, and no project.
    where
        texts.project_name_printed is not null
        and not (
            texts.is_list
            and {{ comparable_name('texts.project_name_printed') }}
            in (
                {{ comparable_name("coalesce(departments.department_name, '')") }},
                {{ comparable_name("coalesce(departments.department_short_name, '')") }}
            )
        )
),

projects as (
    select * from {{ ref('int_project_printed') }}
),

-- One that has the code goes before those of the same name.
by_name as (
    select
        forms.table_id,
        forms.form_no,
        forms.entry_no,
        projects.document_id,
        projects.project_local_key
    from forms
    inner join projects
        on
            forms.document_id = projects.document_id
            and (forms.project_code = projects.project_code or forms.core_name = projects.core_name)
    qualify
        forms.project_code = projects.project_code
        or count(*) over (partition by forms.table_id, forms.form_no, forms.entry_no) = 1
),

by_amount as (
    select
        forms.table_id,
        forms.form_no,
        forms.entry_no,
        projects.document_id,
        projects.project_local_key
    from forms
    inner join projects on forms.document_id = projects.document_id and forms.amount_yuan = projects.amount_yuan
    anti join by_name as named_forms
        on
            forms.table_id = named_forms.table_id
            and forms.form_no = named_forms.form_no
            and forms.entry_no = named_forms.entry_no
    anti join by_name as named_projects
        on
            projects.document_id = named_projects.document_id
            and projects.project_local_key = named_projects.project_local_key
    qualify
        count(*) over (partition by forms.table_id, forms.form_no, forms.entry_no) = 1
        and count(*) over (partition by projects.document_id, projects.project_local_key) = 1
),

matched as (
    select
        *,
        'name' as match_basis
    from by_name
    union all
    select
        *,
        'amount' as match_basis
    from by_amount
),

final as (
    select
        forms.* exclude (forms.key_start),
        coalesce(matched.project_local_key, forms.project_code, forms.core_name) as project_local_key,
        coalesce(matched.match_basis, 'none') as match_basis,
        forms.key_start || coalesce(matched.project_local_key, forms.project_code, forms.core_name) as project_key
    from forms
    left join matched
        on
            forms.table_id = matched.table_id
            and forms.form_no = matched.form_no
            and forms.entry_no = matched.entry_no
)

select * from final

-- The ways a control total may point at the rows of projects: by key, by name, or every target form.
with amount_rows as (
    select distinct
        row_id,
        table_id,
        form_no,
        document_id,
        table_kind,
        side,
        row_kind,
        row_key,
        level_no,
        row_no,
        is_leaf,
        function_code,
        economic_code,
        procurement_code,
        project_code,
        project_name,
        count(distinct row_no) over (partition by table_id) as row_count
    from {{ ref('int_amount') }}
),

project_forms as (
    select * from {{ ref('int_project_form') }}
),

project_rows as (
    select
        row_id,
        coalesce(project_code, {{ comparable_name('project_name') }}) as project_local_key,
        {{ project_core_name('project_name') }} as core_name,
        level_no
    from amount_rows
    where table_kind = 'project_expenditure' and (project_code is not null or (is_leaf and project_name is not null))
),

final as (
    select
        row_id,
        'project' as row_selector,
        project_local_key as join_key,
        level_no
    from project_rows
    union all
    select
        row_id,
        'project_name' as row_selector,
        core_name as join_key,
        level_no
    from project_rows
    where core_name is not null
    union all
    select
        amount_rows.row_id,
        'project' as row_selector,
        project_forms.project_local_key as join_key,
        amount_rows.level_no
    from amount_rows
    inner join
        project_forms
        on amount_rows.table_id = project_forms.table_id and amount_rows.form_no = project_forms.form_no
    where amount_rows.row_key = 'project_investment_total'
    union all
    select
        row_id,
        'every_project' as row_selector,
        form_no::varchar as join_key,
        level_no
    from amount_rows
    where row_key = 'project_investment_total'
)

select * from final

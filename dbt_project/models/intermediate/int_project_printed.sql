-- Projects as the project expenditure table prints them: one row per project of a document.
with amounts as (
    select * from {{ ref('int_amount') }}
    where table_kind = 'project_expenditure' and (project_code is not null or (is_leaf and project_name is not null))
),

final as (
    select
        document_id,
        coalesce(project_code, {{ comparable_name('project_name') }}) as project_local_key,
        max(project_code) as project_code,
        arg_min(project_name, line_id) as project_name_printed,
        arg_min({{ project_core_name('project_name') }}, line_id) as core_name,
        count(distinct coalesce(unit_code, unit_name))::integer as unit_count,
        -- What several units have is no one's.
        case when unit_count = 1 then arg_min(unit_code, line_id) end as unit_code,
        case when unit_count = 1 then arg_min(unit_name, line_id) end as unit_name,
        -- One project may be printed on several rows (one a unit or fund): its amount is their sum.
        (sum(amount_yuan) filter (where measure_key in ('total', 'budget_amount')))::decimal(18, 2) as amount_yuan,
        min(page_no) as page_no
    from amounts
    where project_code is not null or project_name is not null
    group by document_id, coalesce(project_code, {{ comparable_name('project_name') }})
)

select * from final

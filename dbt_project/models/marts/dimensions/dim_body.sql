-- Bodies over the years: one row however often it was renamed, and whichever form of its name a report prints.
with departments as (
    select * from {{ ref('int_department') }}
    where fiscal_year is not null
),

final as (
    select
        body_key,
        max_by(department_short_name, (fiscal_year, body_kind = 'department', department_short_name)) as body_name,
        list_sort(list(distinct department_short_name)) as names_printed,
        list_sort(list(distinct department_key)) as department_keys,
        list_sort(list(distinct body_linked_by)) as linked_by,
        max_by(division_code, (fiscal_year, division_code, division_name)) as division_code,
        max_by(division_name, (fiscal_year, division_code, division_name)) as division_name,
        min(fiscal_year) as first_year,
        max(fiscal_year) as last_year,
        list_sort(list(distinct fiscal_year)) as fiscal_years,
        count(*)::integer as document_count
    from departments
    group by body_key
)

select * from final

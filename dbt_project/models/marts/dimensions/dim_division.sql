with departments as (
    select * from {{ ref('int_department') }}
    where coalesce(division_code, division_name) is not null
),

final as (
    select
        coalesce(division_code, division_name) as division_key,
        max(division_code) as division_code,
        arg_max(division_name, (fiscal_year, division_name)) as division_name,
        count(distinct department_key)::integer as department_count,
        min(fiscal_year) as first_year,
        max(fiscal_year) as last_year
    from departments
    group by coalesce(division_code, division_name)
)

select * from final

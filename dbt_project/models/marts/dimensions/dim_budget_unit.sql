with units as (
    select * from {{ ref('int_budget_unit') }}
)

select * from units

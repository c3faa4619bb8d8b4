-- Names of function classes, subclasses and items with the years they hold, without the closing 支出 that texts leave
-- out; the official lists, and names texts still use though no list at hand has them (seed old_names).
with listed_codes as (
    select * from {{ ref('int_listed_code') }}
    where classification = 'function'
),

old_names as (
    select * from {{ ref('old_names') }}
),

names as (
    select
        code,
        name,
        valid_from_year,
        valid_to_year,
        last_right_year
    from listed_codes
    union all
    select
        code,
        old_name as name,
        null as valid_from_year,
        last_year as valid_to_year,
        last_year as last_right_year
    from old_names
),

final as (
    select
        *,
        len(code) as code_length,
        regexp_replace({{ comparable_name('name') }}, '支出$', '') as short_name
    from names
)

select * from final

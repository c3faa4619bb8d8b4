-- The official lists, function and economic, as one; the economic list of departments holds from 2018. Before, some
-- codes meant other things (seed economic_before_2018); those that reports of 2017 print alike hold for both.
with function_list as (
    select * from {{ ref('function') }}
),

economic_list as (
    select * from {{ ref('economic_department') }}
),

both_lists as (
    select
        'function' as classification,
        code,
        name,
        level,
        parent_code,
        fund,
        valid_from_year,
        valid_to_year,
        evidence,
        reports_seen_in,
        years_seen
    from function_list
    union all
    select
        'economic' as classification,
        code,
        name,
        level,
        parent_code,
        fund,
        coalesce(valid_from_year, case when contains(years_seen, '2017') then null else 2018 end) as valid_from_year,
        valid_to_year,
        evidence,
        reports_seen_in,
        years_seen
    from economic_list
    union all
    select
        'economic' as classification,
        code,
        name,
        level,
        parent_code,
        null as fund,
        null as valid_from_year,
        valid_to_year,
        evidence,
        0 as reports_seen_in,
        null as years_seen
    from {{ ref('economic_before_2018') }}
),

final as (
    select
        * exclude (years_seen),
        list_max(regexp_extract_all(years_seen, '[0-9]{4}'))::integer as last_year_seen,
        {{ comparable_name('name') }} as comparable_name,
        -- One code can have had several names: the year a name came into use tells them apart.
        case
            when classification = 'economic' and valid_to_year = 2017 then code || '@2017'
            when classification = 'economic' and valid_from_year = 2018 then code
            when valid_from_year is null then code
            else code || '@' || valid_from_year
        end as code_key,
        case evidence when 'observed' then 0 when 'name_seen' then 1 when 'code_seen' then 2 else 3 end as evidence_rank
    from both_lists
)

select * from final

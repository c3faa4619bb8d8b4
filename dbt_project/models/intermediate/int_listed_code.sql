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

seen_lists as (
    select
        * exclude (years_seen),
        list_min(regexp_extract_all(years_seen, '[0-9]{4}'))::integer as first_year_seen,
        list_max(regexp_extract_all(years_seen, '[0-9]{4}'))::integer as last_year_seen
    from both_lists
),

-- The years of names are hints, but for classes, whose names everybody knows: a name may have held until somebody saw
-- the next one.
next_names as (
    select
        classification,
        code,
        valid_from_year,
        first_year_seen
    from seen_lists
    where valid_from_year is not null
),

last_right_years as (
    select
        former.classification,
        former.code,
        former.valid_to_year,
        case
            when len(former.code) = 3 or former.classification = 'economic' then former.valid_to_year
            else greatest(former.valid_to_year, coalesce(min(next_names.first_year_seen), 9999) - 1)
        end as last_right_year
    from seen_lists as former
    left join next_names
        on
            former.classification = next_names.classification
            and former.code = next_names.code
            and former.valid_to_year < next_names.valid_from_year
    where former.valid_to_year is not null
    group by former.classification, former.code, former.valid_to_year
),

final as (
    select
        seen_lists.*,
        last_right_years.last_right_year,
        {{ comparable_name('seen_lists.name') }} as comparable_name,
        -- One code can have had several names: the year a name came into use tells them apart.
        case
            when seen_lists.classification = 'economic' and seen_lists.valid_to_year = 2017
                then seen_lists.code || '@2017'
            when seen_lists.classification = 'economic' and seen_lists.valid_from_year = 2018 then seen_lists.code
            when seen_lists.valid_from_year is null then seen_lists.code
            else seen_lists.code || '@' || seen_lists.valid_from_year
        end as code_key,
        case seen_lists.evidence when 'observed' then 0 when 'name_seen' then 1 when 'code_seen' then 2 else 3 end
            as evidence_rank
    from seen_lists
    left join last_right_years
        on
            seen_lists.classification = last_right_years.classification
            and seen_lists.code = last_right_years.code
            and seen_lists.valid_to_year = last_right_years.valid_to_year
)

select * from final

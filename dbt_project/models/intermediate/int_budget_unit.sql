-- Budget units: those tables print with code or name, and those only the profile names.
with unit_rows as (
    select distinct
        document_id,
        unit_code,
        unit_name,
        true as is_in_tables,
        false as is_in_profile
    from {{ ref('int_amount') }}
    where coalesce(unit_code, unit_name) is not null
),

profile_units as (
    select
        document_id,
        null::varchar as unit_code,
        unit_name_printed as unit_name,
        false as is_in_tables,
        true as is_in_profile
    from {{ ref('stg_named_units') }}
    where not is_own_office
),

-- A unit the profile names is the one the tables print under that name, and only else a unit of its own.
unit_names as (
    select * from unit_rows
    union all
    select
        profile_units.document_id,
        unit_rows.unit_code,
        coalesce(unit_rows.unit_name, profile_units.unit_name) as unit_name,
        unit_rows.document_id is not null as is_in_tables,
        true as is_in_profile
    from profile_units
    left join unit_rows
        on
            profile_units.document_id = unit_rows.document_id
            and {{ comparable_name('profile_units.unit_name') }} = {{ comparable_name('unit_rows.unit_name') }}
),

departments as (
    select * from {{ ref('int_department') }}
),

final as (
    select
        {{ unit_key('departments.department_key', 'unit_names.unit_code', 'unit_names.unit_name') }} as unit_key,
        departments.department_key,
        max(unit_names.unit_code) as unit_code,
        arg_max(unit_names.unit_name, (departments.fiscal_year, unit_names.unit_name)) as unit_name,
        -- The department itself is printed as a row above its units, under its own short code.
        coalesce(bool_or(unit_names.unit_code = departments.department_code), false) as is_department_row,
        bool_or(unit_names.is_in_tables) as is_in_tables,
        bool_or(unit_names.is_in_profile) as is_in_profile,
        min(departments.fiscal_year) as first_year,
        max(departments.fiscal_year) as last_year
    from unit_names
    inner join departments on unit_names.document_id = departments.document_id
    group by
        {{ unit_key('departments.department_key', 'unit_names.unit_code', 'unit_names.unit_name') }},
        departments.department_key
)

select * from final

-- Codes and names printed in tables against the official list of the report's year. One row per document and
-- distinct code and name.
with listed_names as (
    select distinct
        classification,
        comparable_name
    from {{ ref('int_listed_code') }}
),

-- The first and the last year in which anybody saw a code under any name.
code_years as (
    select
        classification,
        code,
        min(first_year_seen) as first_year_seen,
        max(last_year_seen) as last_year_seen
    from {{ ref('int_listed_code') }}
    group by classification, code
),

row_codes as (
    select
        row_codes.*,
        current_names.name as current_name,
        current_names.comparable_name as current_comparable_name,
        listed_names.comparable_name is not null as is_known_name,
        row_codes.fiscal_year not between code_years.first_year_seen and code_years.last_year_seen
            as is_outside_list
    from {{ ref('int_row_code') }} as row_codes
    left join {{ ref('int_listed_code') }} as current_names
        on
            row_codes.classification = current_names.classification
            and row_codes.code = current_names.code
            and row_codes.fiscal_year
            between coalesce(current_names.valid_from_year, 0) and coalesce(current_names.valid_to_year, 9999)
    left join listed_names
        on
            row_codes.classification = listed_names.classification
            and row_codes.comparable_name = listed_names.comparable_name
    left join code_years
        on row_codes.classification = code_years.classification and row_codes.code = code_years.code
),

-- Codes no list has and names the list only guesses can't be judged.
final as (
    select
        'code_and_name' as rule_id,
        document_id,
        classification || ':' || code || ':' || coalesce(comparable_name, '') as instance_key,
        -- Where it is printed first, so that it is the same place in every run.
        arg_min(table_id, (page_no, table_id)) as table_id,
        arg_min(table_kind, (page_no, table_id)) as table_kind,
        -- A code that the report does not print is not quoted from it.
        case when bool_or(code_source = 'printed') then code || ' ' else '' end
        || arg_min(name_printed, (page_no, table_id, name_printed)) as left_text,
        code || ' ' || coalesce(min(current_name), min(listed_name)) as right_text,
        min(page_no) as left_page_no,
        bool_and(match_kind = 'code_and_name') as is_same,
        max(valid_to_year) filter (where match_kind = 'name_of_other_years') as last_year
    from row_codes
    where
        name_printed is not null
        and match_kind in ('code_and_name', 'name_of_other_years', 'name_differs')
        and (code_source = 'printed' or match_kind = 'name_of_other_years')
        -- A name the list knows from a later year only is no old one; nor is one that no other has replaced.
        and (
            match_kind != 'name_of_other_years'
            or fiscal_year > last_right_year and current_comparable_name != comparable_name
        )
        -- In a year that the list has not seen a code may have had another name, but not that of another code.
        and (match_kind != 'name_differs' or is_known_name or not coalesce(is_outside_list, true))
    group by document_id, classification, code, comparable_name
)

select * from final

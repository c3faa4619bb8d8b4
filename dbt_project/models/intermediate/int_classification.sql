-- The lists together with what reports add: a code no list has, a printed name where the list only guesses one, and one
-- that is the name of something else.
with listed_codes as (
    select * from {{ ref('int_listed_code') }}
),

row_codes as (
    select * from {{ ref('int_row_code') }}
),

-- What reports confirm: the code printed (not found by name) with this very name.
confirmed as (
    select
        classification,
        code_key,
        count(distinct document_id) as document_count
    from row_codes
    where match_kind in ('code_and_name', 'name_of_other_years') and code_source = 'printed'
    group by classification, code_key
),

added_by_reports as (
    select * from {{ ref('int_reported_name') }}
    where is_own_key
),

final as (
    select
        listed_codes.classification,
        listed_codes.code_key,
        listed_codes.code,
        listed_codes.name,
        listed_codes.fund,
        listed_codes.valid_from_year,
        listed_codes.valid_to_year,
        case when confirmed.code_key is not null then 'observed' else listed_codes.evidence end as evidence,
        listed_codes.reports_seen_in + coalesce(confirmed.document_count, 0)::integer as reports_seen_in,
        true as is_listed
    from listed_codes
    left join confirmed
        on listed_codes.classification = confirmed.classification and listed_codes.code_key = confirmed.code_key
    union all by name
    select
        classification,
        code_key,
        code,
        name,
        'report' as evidence,
        document_count as reports_seen_in,
        false as is_listed,
        is_other_name
    from added_by_reports
)

select * from final

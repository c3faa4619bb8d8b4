-- Every classification code a published row prints, against the official list of the report's year.
with row_codes as (
    select * from {{ ref('int_printed_row_code') }}
),

listed_codes as (
    select * from {{ ref('int_listed_code') }}
),

-- Few codes are printed on many rows: each is looked up once.
distinct_codes as (
    select distinct
        classification,
        code,
        name_printed,
        {{ comparable_name('name_printed') }} as comparable_name,
        {{ comparable_name("regexp_extract(name_printed, '[（(]([^（）()]+)[）)]$', 1)") }} as bracketed_name,
        fiscal_year
    from row_codes
),

class_names as (
    select distinct
        classification,
        code,
        comparable_name
    from listed_codes
),

-- 行政运行（人力资源和社会保障管理事务） is 行政运行 with the name of its class behind it.
printed_codes as (
    select
        distinct_codes.* replace (
            left(
                distinct_codes.comparable_name,
                len(distinct_codes.comparable_name) - coalesce(len(class_names.comparable_name), 0)
            ) as comparable_name
        )
    from distinct_codes
    left join class_names
        on
            distinct_codes.classification = class_names.classification
            and left(distinct_codes.code, len(distinct_codes.code) - 2) = class_names.code
            and nullif(distinct_codes.bracketed_name, distinct_codes.comparable_name) = class_names.comparable_name
),

-- Of a code's names, the printed one counts first, then the one of the report's year, then the best attested.
candidates as (
    select
        printed_codes.*,
        listed_codes.code_key,
        listed_codes.name as listed_name,
        listed_codes.evidence as listed_evidence,
        listed_codes.valid_from_year,
        listed_codes.valid_to_year,
        listed_codes.last_right_year,
        coalesce(listed_codes.comparable_name = printed_codes.comparable_name, false) as is_same_name,
        printed_codes.fiscal_year between coalesce(listed_codes.valid_from_year, 0)
        and coalesce(listed_codes.valid_to_year, 9999) as is_valid_in_year
    from printed_codes
    left join listed_codes
        on
            printed_codes.classification = listed_codes.classification
            and printed_codes.code = listed_codes.code
            -- A code of the economic classification means its year's list, unless the name says it has not changed.
            and (
                printed_codes.classification = 'function'
                or printed_codes.comparable_name = listed_codes.comparable_name
                or printed_codes.fiscal_year between coalesce(listed_codes.valid_from_year, 0)
                and coalesce(listed_codes.valid_to_year, 9999)
            )
    qualify row_number() over (
        partition by
            printed_codes.classification, printed_codes.code, printed_codes.name_printed, printed_codes.fiscal_year
        order by
            is_same_name desc,
            is_valid_in_year desc,
            listed_codes.evidence_rank asc,
            listed_codes.valid_from_year desc nulls last
    ) = 1
),

final as (
    select
        row_codes.*,
        candidates.comparable_name,
        candidates.code_key,
        candidates.listed_name,
        candidates.listed_evidence,
        candidates.valid_from_year,
        candidates.valid_to_year,
        candidates.last_right_year,
        candidates.is_same_name,
        candidates.is_valid_in_year,
        case
            when candidates.code_key is null then 'unknown_code'
            when candidates.name_printed is null then 'no_name_printed'
            when candidates.is_same_name and candidates.is_valid_in_year then 'code_and_name'
            when candidates.is_same_name then 'name_of_other_years'
            when candidates.listed_evidence in ('provisional', 'code_seen', 'name_seen') then 'provisional_name_differs'
            else 'name_differs'
        end as match_kind
    from row_codes
    inner join candidates
        on
            row_codes.classification = candidates.classification
            and row_codes.code = candidates.code
            and row_codes.name_printed is not distinct from candidates.name_printed
            and row_codes.fiscal_year = candidates.fiscal_year
)

select * from final

-- Names that reports alone give a code: of a code no list has, of one whose name the list only guesses, and where
-- a report prints the name of something else beside it. The name most reports print has the plain key; any other
-- has its own.
with row_codes as (
    select
        *,
        {{ comparable_name('listed_name') }} as comparable_listed_name
    from {{ ref('int_row_code') }}
    where match_kind in ('unknown_code', 'provisional_name_differs', 'name_differs')
),

listed_names as (
    select distinct
        classification,
        comparable_name
    from {{ ref('int_listed_code') }}
),

-- The list's name of another code, or one with little of this code's name in it: 水费 for 咨询费, but not 缴费 for 费.
judged as (
    select
        row_codes.*,
        row_codes.match_kind = 'name_differs' and (
            listed_names.comparable_name is not null
            or 2 * levenshtein(row_codes.comparable_name, row_codes.comparable_listed_name)
            > greatest(len(row_codes.comparable_name), len(row_codes.comparable_listed_name))
        ) as is_other_name
    from row_codes
    left join listed_names
        on
            row_codes.classification = listed_names.classification
            and row_codes.comparable_name = listed_names.comparable_name
),

names as (
    select
        classification,
        code,
        comparable_name,
        mode(name_printed order by name_printed) as name_printed,
        bool_or(is_other_name) as is_other_name,
        count(distinct document_id)::integer as document_count
    from judged
    where is_other_name or match_kind != 'name_differs'
    group by classification, code, comparable_name
),

ranked as (
    select
        *,
        -- Of equally frequent names always the same; a code without one speaks of what the others call it.
        row_number() over (
            partition by classification, code
            order by comparable_name is null, document_count desc, name_printed asc
        ) as rank_no
    from names
),

final as (
    select
        classification,
        code,
        comparable_name,
        coalesce(name_printed, '(no name printed)') as name,
        is_other_name,
        document_count,
        rank_no = 1 or comparable_name is not null as is_own_key,
        code || case
            when rank_no = 1 or comparable_name is null then '@report'
            else '@report/' || comparable_name
        end as code_key
    from ranked
)

select * from final

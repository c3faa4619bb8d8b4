-- Every classification code a published row prints, against the official list of the report's year.
with printed_rows as (
    select * from {{ ref('stg_rows') }}
    where row_kind not in ('header', 'note')
),

printed_tables as (
    select * from {{ ref('stg_printed_tables') }}
    where table_kind is not null and not is_held_back
),

documents as (
    select * from {{ ref('int_document') }}
    where is_published
),

listed_codes as (
    select * from {{ ref('int_listed_code') }}
),

both_codes as (
    select
        row_id,
        table_id,
        document_id,
        page_no,
        code_source,
        'function' as classification,
        function_code as code,
        function_name_printed as name_printed
    from printed_rows
    where function_code is not null
    union all
    select
        row_id,
        table_id,
        document_id,
        page_no,
        code_source,
        'economic' as classification,
        economic_code as code,
        economic_name_printed as name_printed
    from printed_rows
    where economic_code is not null
),

row_codes as (
    select
        both_codes.*,
        {{ comparable_name('both_codes.name_printed') }} as comparable_name,
        printed_tables.table_kind,
        documents.fiscal_year,
        documents.report_kind
    from both_codes
    inner join printed_tables on both_codes.table_id = printed_tables.table_id
    inner join documents on both_codes.document_id = documents.document_id
),

-- Of a code's names, the printed one counts first, then the one of the report's year, then the best attested.
candidates as (
    select
        row_codes.*,
        listed_codes.code_key,
        listed_codes.name as listed_name,
        listed_codes.evidence as listed_evidence,
        listed_codes.valid_from_year,
        listed_codes.valid_to_year,
        listed_codes.comparable_name = row_codes.comparable_name as is_same_name,
        coalesce(row_codes.fiscal_year >= coalesce(listed_codes.valid_from_year, 0), true)
        and coalesce(row_codes.fiscal_year <= coalesce(listed_codes.valid_to_year, 9999), true) as is_valid_in_year
    from row_codes
    left join listed_codes
        on
            row_codes.classification = listed_codes.classification
            and row_codes.code = listed_codes.code
            and (row_codes.classification = 'function' or coalesce(row_codes.fiscal_year, 9999) >= 2018)
    qualify row_number() over (
        partition by row_codes.row_id, row_codes.classification
        order by
            coalesce(listed_codes.comparable_name = row_codes.comparable_name, false) desc,
            is_valid_in_year desc,
            listed_codes.evidence_rank asc,
            listed_codes.valid_from_year desc nulls last
    ) = 1
),

final as (
    select
        *,
        case
            when code_key is null then 'unknown_code'
            when name_printed is null then 'no_name_printed'
            when is_same_name and is_valid_in_year then 'code_and_name'
            when is_same_name then 'name_of_other_years'
            when listed_evidence in ('provisional', 'code_seen') then 'provisional_name_differs'
            else 'name_differs'
        end as match_kind
    from candidates
)

select * from final

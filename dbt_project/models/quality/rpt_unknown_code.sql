-- Codes a person should look at: in no official list, or printed with a name the list does not give them.
with row_codes as (
    select * from {{ ref('int_row_code') }}
    where match_kind in ('unknown_code', 'name_differs', 'provisional_name_differs', 'name_of_other_years')
),

final as (
    select
        document_id || '/' || classification || '/' || code || '/' || coalesce(name_printed, '') as unknown_code_key,
        document_id,
        any_value(fiscal_year) as fiscal_year,
        classification,
        code,
        name_printed,
        any_value(match_kind) as match_kind,
        any_value(listed_name) as listed_name,
        any_value(listed_evidence) as listed_evidence,
        any_value(valid_from_year) as listed_from_year,
        any_value(valid_to_year) as listed_to_year,
        count(*)::integer as row_count,
        list(distinct table_kind order by table_kind) as table_kinds,
        min(page_no) as first_page_no,
        arg_min(row_id, (page_no, row_id)) as first_row_id
    from row_codes
    group by document_id, classification, code, name_printed
)

select * from final

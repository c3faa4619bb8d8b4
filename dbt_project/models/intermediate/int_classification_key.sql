-- Keys of a row's codes in dim_function and dim_economic. Where the list only guesses a name, or the printed one
-- is that of something else (水费 beside the code of 咨询费), the key leads to the reports' name: sums by name are of
-- what is printed.
with row_codes as (
    select * from {{ ref('int_row_code') }}
),

keyed as (
    select
        row_codes.row_id,
        row_codes.document_id,
        row_codes.classification,
        coalesce(reported_names.code_key, row_codes.code_key) as code_key
    from row_codes
    left join {{ ref('int_reported_name') }} as reported_names
        on
            row_codes.classification = reported_names.classification
            and case
                when row_codes.match_kind in ('unknown_code', 'provisional_name_differs', 'name_differs')
                    then row_codes.code
            end = reported_names.code
            and row_codes.comparable_name is not distinct from reported_names.comparable_name
),

final as (
    select
        row_id,
        document_id,
        max(code_key) filter (where classification = 'function') as function_key,
        max(code_key) filter (where classification = 'economic') as economic_key
    from keyed
    group by row_id, document_id
)

select * from final

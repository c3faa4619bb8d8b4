-- Keys of a row's codes in dim_function and dim_economic. Where the list only guesses a name and reports print another,
-- the key leads to the reports' name.
with row_codes as (
    select * from {{ ref('int_row_code') }}
),

keyed as (
    select
        row_id,
        document_id,
        classification,
        case
            when match_kind in ('unknown_code', 'provisional_name_differs') then code || '@report'
            else code_key
        end as code_key
    from row_codes
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

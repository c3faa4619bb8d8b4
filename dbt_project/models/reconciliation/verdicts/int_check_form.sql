-- Every check of how a report is worded and made up, in one shape: what its sentences say, whatever the amounts.
with final as (
    select * from {{ ref('int_check_wording') }}
    union all
    select * from {{ ref('int_check_change_reason') }}
    union all
    select * from {{ ref('int_check_empty_table') }}
    union all
    select * from {{ ref('int_check_heading') }}
    union all
    select * from {{ ref('int_check_marks') }}
    union all
    select * from {{ ref('int_check_filled_table') }}
    union all
    select * from {{ ref('int_check_blank_page') }}
    union all
    select * from {{ ref('int_check_told_year') }}
    union all
    select * from {{ ref('int_check_body_word') }}
    union all
    select * from {{ ref('int_check_told_name') }}
    union all
    select * from {{ ref('int_check_function_path') }}
    union all
    select * from {{ ref('int_check_change_verb') }}
)

select * from final

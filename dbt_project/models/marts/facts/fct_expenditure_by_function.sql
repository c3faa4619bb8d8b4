with amounts as (
    select * from {{ ref('int_fact_amount') }}
    where fact_table = 'fct_expenditure_by_function' and value_type = 'money'
),

functions as (
    select * from {{ ref('int_function') }}
),

final as (
    select
        {{ fact_columns('amounts') }},
        amounts.expenditure_kind,
        amounts.function_key,
        amounts.function_code,
        functions.function_name,
        functions.function_level,
        amounts.function_name_printed
    from amounts
    left join functions on amounts.function_key = functions.function_key
)

select * from final

with amounts as (
    select * from {{ ref('int_fact_amount') }}
    where fact_table = 'fct_expenditure_by_economic' and value_type = 'money'
),

economics as (
    select * from {{ ref('int_economic') }}
),

final as (
    select
        {{ fact_columns('amounts') }},
        amounts.expenditure_kind,
        amounts.economic_key,
        amounts.economic_code,
        economics.economic_name,
        economics.economic_level,
        economics.comparable_economic_code,
        economics.comparable_economic_name,
        amounts.economic_name_printed
    from amounts
    left join economics on amounts.economic_key = economics.economic_key
)

select * from final

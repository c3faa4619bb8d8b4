with amounts as (
    select * from {{ ref('int_fact_amount') }}
    where fact_table = 'fct_revenue' and value_type = 'money'
),

final as (
    select
        {{ fact_columns('amounts') }},
        amounts.carry_scope
    from amounts
)

select * from final

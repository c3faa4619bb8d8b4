with amounts as (
    select * from {{ ref('int_fact_amount') }}
    where fact_table = 'fct_three_public' and value_type = 'money'
),

measures as (
    select * from {{ ref('measures') }}
),

final as (
    select
        {{ fact_columns('amounts') }},
        measures.name_zh as measure_name,
        measures.name_en as measure_name_en
    from amounts
    left join measures on amounts.measure_key = measures.measure_key
)

select * from final

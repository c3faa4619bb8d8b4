-- Revenue and expenditure of a department in the year and the two before, as its performance targets print them.
with amounts as (
    select * from {{ ref('int_fact_amount') }}
    where fact_table = 'fct_department_funding' and value_type = 'money'
),

shares as (
    select
        row_id,
        amount_year,
        max(value) as share_percent
    from {{ ref('int_amount') }}
    where measure_key = 'funding_share'
    group by row_id, amount_year
),

final as (
    select
        {{ fact_columns('amounts') }},
        amounts.side,
        amounts.expenditure_kind,
        shares.share_percent
    from amounts
    left join shares on amounts.row_id = shares.row_id and amounts.amount_year = shares.amount_year
)

select * from final

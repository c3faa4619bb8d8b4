-- One row per asset asked for (or total) as printed: the amount asked for, what finance approved beside it.
with amounts as (
    select * from {{ ref('int_fact_amount') }}
    where fact_table = 'fct_asset_allocation' and value_type = 'money'
),

row_figures as (
    select * from {{ ref('int_row_figure') }}
),

row_texts as (
    select * from {{ ref('int_row_text') }}
),

final as (
    select
        {{ fact_columns('amounts') }},
        amounts.function_key,
        amounts.function_code,
        amounts.economic_key,
        amounts.economic_code,
        row_texts.asset_class,
        row_texts.asset_name,
        row_figures.asset_quantity,
        row_figures.asset_authorised_quantity,
        row_figures.asset_requested_quantity,
        row_figures.unit_price_yuan,
        row_figures.asset_approved_quantity,
        row_figures.asset_approved_unit_price_yuan,
        row_figures.asset_approved_amount_yuan
    from amounts
    left join row_figures on amounts.row_id = row_figures.row_id
    left join row_texts on amounts.row_id = row_texts.row_id
    where amounts.measure_key = 'asset_amount'
)

select * from final

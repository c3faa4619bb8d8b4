-- Amounts of purchases (and totals) as printed, those of each fund beside their sum where the table splits them: leaves
-- are the finest stated. Quantity, price and what is reserved for smaller enterprises stand beside each.
with amounts as (
    select * from {{ ref('int_fact_amount') }}
    where fact_table = 'fct_procurement' and value_type = 'money'
),

row_figures as (
    select * from {{ ref('int_row_figure') }}
),

row_texts as (
    select * from {{ ref('int_row_text') }}
),

functions as (
    select * from {{ ref('int_function') }}
),

economics as (
    select * from {{ ref('int_economic') }}
),

final as (
    select
        {{ fact_columns('amounts') }},
        amounts.function_key,
        amounts.function_code,
        functions.function_name,
        amounts.economic_key,
        amounts.economic_code,
        economics.economic_name,
        amounts.procurement_code,
        amounts.procurement_name_printed as procurement_name,
        amounts.project_name,
        row_texts.fund_source_printed,
        row_texts.fund_nature_printed,
        row_figures.quantity,
        row_texts.measurement_unit,
        row_figures.unit_price_yuan,
        row_figures.sme_amount_yuan,
        row_figures.micro_amount_yuan
    from amounts
    left join row_figures on amounts.row_id = row_figures.row_id
    left join row_texts on amounts.row_id = row_texts.row_id
    left join functions on amounts.function_key = functions.function_key
    left join economics on amounts.economic_key = economics.economic_key
    where amounts.measure_key not in ('procurement_sme_amount', 'procurement_micro_amount')
)

select * from final

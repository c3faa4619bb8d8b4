-- One row per purchased service (or total) as printed.
with amounts as (
    select * from {{ ref('int_fact_amount') }}
    where fact_table = 'fct_purchased_service' and value_type = 'money'
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
        row_texts.service_content,
        amounts.project_name,
        row_texts.fund_source_printed,
        row_texts.fund_nature_printed,
        row_texts.includes_procurement_printed,
        row_texts.catalogue_level_1,
        row_texts.catalogue_level_2,
        row_texts.catalogue_level_3,
        row_figures.quantity
    from amounts
    left join row_figures on amounts.row_id = row_figures.row_id
    left join row_texts on amounts.row_id = row_texts.row_id
    left join functions on amounts.function_key = functions.function_key
    left join economics on amounts.economic_key = economics.economic_key
    where amounts.measure_key = 'purchased_service_amount'
)

select * from final

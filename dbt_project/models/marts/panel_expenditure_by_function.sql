-- Expenditure of every body, year and report kind by function code of today: several years of one body and several
-- bodies of one year compare in one query.
with amounts as (
    select * from {{ ref('expenditure') }}
),

classes as (
    select
        function_code as class_code,
        max_by(comparable_function_name, (coalesce(valid_to_year, 9999), function_key)) as class_name
    from {{ ref('dim_function') }}
    where function_level = 'class'
    group by function_code
),

final as (
    select
        amounts.body_key,
        amounts.body_name,
        amounts.division_name,
        amounts.body_kind,
        amounts.fiscal_year,
        amounts.report_kind,
        left(amounts.comparable_function_code, 3) as comparable_class_code,
        classes.class_name as comparable_class_name,
        amounts.comparable_function_code,
        amounts.comparable_function_name,
        amounts.expenditure_group,
        sum(amounts.amount_yuan)::decimal(18, 2) as amount_yuan,
        list_sort(list(distinct amounts.function_code)) as function_codes_printed,
        any_value(amounts.source_status) as source_status,
        any_value(amounts.document_id) as document_id
    from amounts
    left join classes on left(amounts.comparable_function_code, 3) = classes.class_code
    group by all
)

select * from final

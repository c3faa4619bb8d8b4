-- Tables whose 项目支出 of all funds may hold 事业单位经营支出: their report spends on business, and they do not print it
-- apart.
{{ config(meta={'parted_by': 'int_amount', 'rows_a_part': var('amounts_a_part')}) }}
with amounts as (
    select
        amounts.document_id,
        amounts.table_id,
        amounts.amount_yuan,
        points.expenditure_kind
    from {{ ref('int_amount') }} as amounts
    inner join {{ ref('int_point') }} as points on amounts.line_id = points.line_id
    where {{ in_part('amounts.document_id') }} and {{ in_part('points.document_id') }}
),

printed_tables as (
    select
        document_id,
        table_id,
        bool_or(coalesce(expenditure_kind = 'business', false)) as is_business_apart,
        bool_or(coalesce(expenditure_kind = 'business' and amount_yuan != 0, false)) as is_business
    from amounts
    group by document_id, table_id
),

final as (
    select
        document_id,
        table_id
    from printed_tables
    qualify bool_or(is_business) over (partition by document_id) and not is_business_apart
)

select * from final

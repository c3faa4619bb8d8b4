with table_kinds as (
    select * from {{ ref('int_table_kind') }}
),

final as (
    select
        table_kind,
        name_zh as table_kind_name,
        name_en as table_kind_name_en,
        printed_no_hint::integer as usual_table_no,
        fact_table,
        is_money_table
    from table_kinds
)

select * from final

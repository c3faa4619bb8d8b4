with measures as (
    select * from {{ ref('measures') }}
),

final as (
    select
        measure_key,
        name_zh as measure_name,
        name_en as measure_name_en,
        value_type,
        expenditure_kind,
        fund_source_key,
        carry_scope,
        amount_basis,
        base_measure_key
    from measures
)

select * from final

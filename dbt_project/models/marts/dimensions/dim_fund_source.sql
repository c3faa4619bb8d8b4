with fund_sources as (
    select * from {{ ref('fund_sources') }}
),

final as (
    select
        fund_source_key,
        name_zh as fund_source_name,
        name_en as fund_source_name_en,
        parent_fund_source_key,
        fund_source_key = 'fiscal' or coalesce(parent_fund_source_key = 'fiscal', false) as is_fiscal_appropriation
    from fund_sources
)

select * from final

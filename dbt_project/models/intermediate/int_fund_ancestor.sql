-- Every fund source with all that it is a part of.
with recursive fund_sources as (
    select
        fund_source_key,
        parent_fund_source_key
    from {{ ref('fund_sources') }}
    where parent_fund_source_key is not null
),

closure as (
    select
        fund_source_key,
        parent_fund_source_key as ancestor_fund_source_key
    from fund_sources
    union
    select
        closure.fund_source_key,
        fund_sources.parent_fund_source_key as ancestor_fund_source_key
    from closure
    inner join fund_sources on closure.ancestor_fund_source_key = fund_sources.fund_source_key
)

select * from closure

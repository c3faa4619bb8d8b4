-- Which facts a kind of table feeds, of which fund and kind of expenditure it is: kinds with a name (seed
-- table_kind_facts) and those whose key spells their point out.
with table_kind_facts as (
    select * from {{ ref('table_kind_facts') }}
),

unnamed_kinds as (
    select * from {{ ref('int_unnamed_kind') }}
),

final as (
    select
        table_kind,
        fact_table,
        revenue_side_fact_table,
        fund_source_key,
        expenditure_kind
    from table_kind_facts
    union all
    select
        unnamed_kinds.table_kind,
        models.fact_table,
        models.revenue_side_fact_table,
        unnamed_kinds.fund_source_key,
        unnamed_kinds.expenditure_kind
    from unnamed_kinds
    inner join table_kind_facts as models on unnamed_kinds.printed_like = models.table_kind
)

select * from final

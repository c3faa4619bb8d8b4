-- Amounts that stand beside the money of their table: no total of it holds them, so they are none of its leaves. 机关运行经费
-- and 行政经费 beside “三公”经费, 会议费 and 培训费 where no total of both is printed, the budget beside the final figure.
{{ config(meta={'parted_by': 'int_amount', 'rows_a_part': var('amounts_a_part')}) }}
with amounts as (
    select
        line_id,
        table_id,
        document_id,
        table_kind,
        amount_year,
        measure_key
    from {{ ref('int_amount') }}
    where value_type = 'money' and value is not null and measure_key is not null and {{ in_part('document_id') }}
),

kinds as (
    select
        table_kind,
        'three_public_total' as total_measure_key
    from {{ ref('table_kind_facts') }}
    where fact_table = 'fct_three_public'
),

measure_ancestors as (
    select * from {{ ref('int_measure_ancestor') }}
),

other_bases as (
    select measure_key from {{ ref('measures') }}
    where amount_basis is not null
),

-- What a table may call its total: the kind's own, and what that is part of (“三公”、会议和培训费合计) where it is printed.
held as (
    select
        kinds.table_kind,
        measure_ancestors.measure_key,
        totals.ancestor_measure_key as total_measure_key,
        totals.ancestor_measure_key = kinds.total_measure_key as is_kinds_own
    from kinds
    inner join measure_ancestors as totals on kinds.total_measure_key = totals.measure_key
    inner join measure_ancestors on totals.ancestor_measure_key = measure_ancestors.ancestor_measure_key
),

printed_totals as (
    select distinct
        amounts.table_id,
        amounts.amount_year,
        amounts.measure_key as total_measure_key
    from amounts
    inner join held on amounts.table_kind = held.table_kind and amounts.measure_key = held.total_measure_key
),

inside as (
    select amounts.line_id
    from amounts
    inner join held on amounts.table_kind = held.table_kind and amounts.measure_key = held.measure_key
    left join printed_totals
        on
            amounts.table_id = printed_totals.table_id
            and amounts.amount_year is not distinct from printed_totals.amount_year
            and held.total_measure_key = printed_totals.total_measure_key
    where held.is_kinds_own or printed_totals.table_id is not null
),

final as (
    select
        amounts.line_id,
        amounts.table_id,
        amounts.document_id
    from amounts
    left join kinds on amounts.table_kind = kinds.table_kind
    left join other_bases on amounts.measure_key = other_bases.measure_key
    anti join inside on amounts.line_id = inside.line_id
    where kinds.table_kind is not null or other_bases.measure_key is not null
)

select * from final

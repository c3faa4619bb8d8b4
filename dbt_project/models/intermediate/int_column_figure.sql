-- Each amount of a fact in each money column it counts in: whether it is a leaf, the column's printed total, or why it
-- cannot be a leaf (a mere part, money of another half again).
{{ config(meta={'parted_by': 'int_fact_amount', 'rows_a_part': var('amounts_a_part')}) }}
with amounts as (
    select * from {{ ref('int_fact_amount') }}
    where {{ in_part('document_id') }}
),

money_columns as (
    select * from {{ ref('int_money_column') }}
    where {{ in_part('document_id') }}
),

column_totals as (
    select line_id from {{ ref('int_column_total') }}
    where {{ in_part('document_id') }}
),

beside_amounts as (
    select line_id from {{ ref('int_beside_amount') }}
    where {{ in_part('document_id') }}
),

part_columns as (
    select * from {{ ref('int_part_column') }}
),

other_halves as (
    select * from {{ ref('int_other_half') }}
),

mere_part_measures as (
    select distinct measure_key from {{ ref('measure_tree') }}
    where not is_summand
),

final as (
    select
        amounts.line_id,
        amounts.document_id,
        amounts.table_id,
        amounts.table_kind,
        amounts.fact_table,
        amounts.amount_year,
        money_columns.column_measure_key as measure_key,
        amounts.measure_key as own_measure_key,
        amounts.page_no,
        amounts.amount_yuan,
        amounts.slack_yuan,
        amounts.is_leaf,
        amounts.is_counted_again,
        money_columns.is_own,
        money_columns.is_own and column_totals.line_id is not null as is_total,
        case
            when other_halves.table_id is not null then 'another_half'
            when
                part_columns.table_id is not null
                or beside_amounts.line_id is not null
                or (not money_columns.is_by_column and mere_part_measures.measure_key is not null)
                then 'part'
        end as why_no_leaf
    from money_columns
    inner join amounts on money_columns.line_id = amounts.line_id
    left join column_totals on money_columns.line_id = column_totals.line_id
    left join beside_amounts on money_columns.line_id = beside_amounts.line_id
    left join part_columns
        on
            amounts.table_id = part_columns.table_id
            and amounts.block_no = part_columns.block_no
            and amounts.col_no = part_columns.col_no
    left join other_halves on amounts.table_id = other_halves.table_id and amounts.block_no = other_halves.block_no
    left join mere_part_measures on amounts.measure_key = mere_part_measures.measure_key
)

select * from final

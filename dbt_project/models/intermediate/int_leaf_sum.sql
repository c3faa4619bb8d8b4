-- What the leaves of each table come to in each money column that it prints, and what it prints as their total. Columns
-- summed into none other are the table's outermost ones.
{{ config(meta={'parted_by': 'int_column_figure', 'rows_a_part': var('amounts_a_part')}) }}
with figures as (
    select * from {{ ref('int_column_figure') }}
    where {{ in_part('document_id') }}
),

printed_columns as (
    select distinct
        table_id,
        fact_table,
        amount_year,
        measure_key
    from figures
    where is_own
),

inner_columns as (
    select distinct
        upper_figure.table_id,
        upper_figure.fact_table,
        upper_figure.amount_year,
        lower_figure.own_measure_key as measure_key
    from figures as lower_figure
    inner join printed_columns as upper_figure
        on
            lower_figure.table_id = upper_figure.table_id
            and lower_figure.fact_table = upper_figure.fact_table
            and lower_figure.amount_year is not distinct from upper_figure.amount_year
            and lower_figure.measure_key = upper_figure.measure_key
    where lower_figure.measure_key != lower_figure.own_measure_key
),

sums as (
    select
        document_id,
        table_id,
        table_kind,
        fact_table,
        amount_year,
        measure_key,
        min(page_no) as page_no,
        sum(amount_yuan) filter (where is_total)::decimal(18, 2) as printed_total_yuan,
        coalesce(sum(amount_yuan) filter (where is_leaf), 0)::decimal(18, 2) as leaf_yuan,
        coalesce(sum(slack_yuan) filter (where is_leaf or is_total), 0)::decimal(18, 2) as rounding_yuan,
        count(*) filter (where is_leaf)::integer as leaf_count,
        bool_or(amount_yuan is null) as has_held_back,
        bool_or(is_counted_again) as is_counted_again,
        bool_or(is_own) as is_printed,
        -- Null if any figure of the column may be a leaf.
        case
            when bool_and(why_no_leaf is not null) filter (where is_own) then max(why_no_leaf) filter (where is_own)
        end as why_no_leaf
    from figures
    group by document_id, table_id, table_kind, fact_table, amount_year, measure_key
),

final as (
    select
        sums.* exclude (sums.is_printed),
        inner_columns.measure_key is null and sums.why_no_leaf is null as is_outermost
    from sums
    left join inner_columns
        on
            sums.table_id = inner_columns.table_id
            and sums.fact_table = inner_columns.fact_table
            and sums.amount_year is not distinct from inner_columns.amount_year
            and sums.measure_key = inner_columns.measure_key
    where sums.is_printed
)

select * from final

-- The figures that a table prints as the totals of its money columns: those of its total rows; where rows say what is
-- measured, the figure of a measure that stands below none of its own.
with amounts as (
    select * from {{ ref('int_fact_amount') }}
),

money_columns as (
    select * from {{ ref('int_money_column') }}
    where is_own
),

total_rows as (
    select * from {{ ref('int_total_row') }}
),

row_ancestors as (
    select * from {{ ref('int_row_ancestor') }}
    where distance > 0
),

measured_by_row as (
    select
        amounts.line_id,
        amounts.row_id,
        amounts.amount_year,
        amounts.measure_key
    from amounts
    inner join money_columns on amounts.line_id = money_columns.line_id
    where not money_columns.is_by_column
),

under_its_own as (
    select distinct lower_amount.line_id
    from measured_by_row as lower_amount
    inner join row_ancestors on lower_amount.row_id = row_ancestors.row_id
    inner join measured_by_row as upper_amount
        on
            row_ancestors.ancestor_row_id = upper_amount.row_id
            and lower_amount.measure_key = upper_amount.measure_key
            and lower_amount.amount_year is not distinct from upper_amount.amount_year
),

final as (
    select
        amounts.line_id,
        amounts.document_id
    from amounts
    inner join money_columns on amounts.line_id = money_columns.line_id
    inner join total_rows on amounts.row_id = total_rows.row_id and amounts.fact_table = total_rows.fact_table
    where money_columns.is_by_column
    union all
    select
        measured_by_row.line_id,
        amounts.document_id
    from measured_by_row
    inner join amounts on measured_by_row.line_id = amounts.line_id
    anti join under_its_own on measured_by_row.line_id = under_its_own.line_id
)

select * from final

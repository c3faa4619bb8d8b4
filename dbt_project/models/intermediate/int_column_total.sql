-- The figures that a table prints as the totals of its money columns: those of its total rows; where rows say what is
-- measured, the figure of a measure that stands below none of its own; among several the one it calls a total.
{{ config(meta={'parted_by': 'int_fact_amount', 'rows_a_part': var('amounts_a_part')}) }}
with amounts as (
    select * from {{ ref('int_fact_amount') }}
    where {{ in_part('document_id') }}
),

money_columns as (
    select * from {{ ref('int_money_column') }}
    where is_own and {{ in_part('document_id') }}
),

total_rows as (
    select * from {{ ref('int_total_row') }}
    where {{ in_part('document_id') }}
),

row_ancestors as (
    select * from {{ ref('int_row_ancestor') }}
    where distance > 0
),

measured_by_row as (
    select
        amounts.line_id,
        amounts.row_id,
        amounts.document_id,
        amounts.table_id,
        amounts.form_no,
        amounts.side,
        coalesce(amounts.row_kind = 'total', false) as is_called_total,
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

topmost as (
    select
        measured_by_row.*,
        bool_or(measured_by_row.is_called_total) over (
            partition by
                measured_by_row.table_id, measured_by_row.form_no, measured_by_row.side, measured_by_row.amount_year,
                measured_by_row.measure_key
        ) as has_total
    from measured_by_row
    anti join under_its_own on measured_by_row.line_id = under_its_own.line_id
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
        line_id,
        document_id
    from topmost
    where is_called_total or not has_total
)

select * from final

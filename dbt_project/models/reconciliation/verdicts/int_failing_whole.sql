-- The rows whose amounts are not the sum of the rows under them, by column.
with terms as (
    select * from {{ ref('int_failing_term') }}
    where relation_kind = 'down' and side = 'left'
),

amounts as (
    select * from {{ ref('int_amount') }}
),

final as (
    select
        terms.check_id,
        terms.table_id,
        terms.col_no,
        terms.difference,
        terms.tolerance,
        terms.value as whole_value,
        amounts.row_id,
        amounts.row_no,
        amounts.block_no
    from terms
    inner join amounts on terms.source_id = amounts.line_id
)

select * from final

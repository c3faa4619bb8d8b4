-- Rows of the table that a failing sum does not count and that, one after the other, make up what it lacks: they may
-- belong to it.
{% set most_rows = 300 %}
with wholes as (
    select * from {{ ref('int_failing_whole') }}
),

amounts as (
    select * from {{ ref('int_amount') }}
),

ancestors as (
    select * from {{ ref('int_row_ancestor') }}
),

uncounted as (
    select
        wholes.check_id,
        wholes.difference,
        wholes.tolerance,
        other.amount_yuan,
        other.row_no,
        sum(other.amount_yuan) over (
            partition by wholes.check_id
            order by other.row_no
            rows between unbounded preceding and current row
        ) as running
    from wholes
    inner join amounts as other
        on
            wholes.table_id = other.table_id
            and wholes.block_no = other.block_no
            and wholes.col_no = other.col_no
            and wholes.row_no < other.row_no
    anti join ancestors on wholes.row_id = ancestors.ancestor_row_id and other.row_id = ancestors.row_id
    where wholes.difference > 0 and other.amount_yuan != 0
    -- Of a long table those next to it: what belongs to a row is not printed pages away.
    qualify row_number() over (partition by wholes.check_id order by other.row_no) <= {{ most_rows }}
),

final as (
    select distinct
        uncounted.check_id,
        'rows_elsewhere' as clue
    from uncounted
    inner join uncounted as before  -- noqa: RF04
        on uncounted.check_id = before.check_id and uncounted.row_no >= before.row_no
    where
        abs(uncounted.running - before.running + before.amount_yuan - uncounted.difference) <= uncounted.tolerance
)

select * from final

-- Columns that are proven to be part of the sum along a row: they are not zero in a row whose sum holds. A column that
-- is not zero only where the sum fails is as likely an of-which column (其中) as a summand.
with sums as (
    select * from {{ ref('int_checked_sum') }}
    where relation_kind = 'across' and status = 'passed' and is_large
),

terms as (
    select * from {{ ref('int_check_term') }}
    where value != 0
),

final as (
    select distinct
        sums.rule_id,
        sums.table_id,
        terms.col_no
    from sums
    inner join terms on sums.check_id = terms.check_id
)

select * from final

-- The figures of failing sums, each with what its sum lacks.
with sums as (
    select * from {{ ref('int_checked_sum') }}
    where status = 'failed'
),

terms as (
    select * from {{ ref('int_check_term') }}
),

final as (
    select
        terms.check_id,
        terms.source_id,
        terms.side,
        terms.table_id,
        terms.col_no,
        terms.coefficient,
        terms.value,
        terms.slack,
        sums.relation_kind,
        sums.difference,
        sums.tolerance
    from sums
    inner join terms on sums.check_id = terms.check_id
)

select * from final

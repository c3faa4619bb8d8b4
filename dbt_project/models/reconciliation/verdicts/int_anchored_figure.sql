-- Figures that other sums confirm: those that tell something (it is known what the figure is the total, or a part, of),
-- and any of some size, of one addend too (the total of a table of one row).
with sums as (
    select
        check_id,
        is_telling
    from {{ ref('int_checked_sum') }}
    where status = 'passed' and is_large
),

-- A figure on both sides of a sum is one term of it.
terms as (
    select distinct
        check_id,
        source_id
    from {{ ref('int_check_term') }}
    where value != 0
),

final as (
    select
        terms.source_id,
        count(*)::integer as sum_count,
        count(*) filter (where sums.is_telling)::integer as telling_count
    from sums
    inner join terms on sums.check_id = terms.check_id
    group by terms.source_id
)

select * from final

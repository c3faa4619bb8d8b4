-- Failing checks of the text against a table, and whether it is settled that the sentence speaks of that figure. Alike
-- figures (a digit, the unit or two in a hundred apart) are meant to be the same, and a nought is an unfilled form.
-- Others are most often of something else: surely so if another sentence agrees with the figure, if sentences disagree
-- with it by different amounts, or if the amount is printed elsewhere.
{% set alike_percent = 2 %}
with sums as (
    select * from {{ ref('int_checked_sum') }}
    where relation_kind = 'text_and_table'
),

terms as (
    select * from {{ ref('int_check_term') }}
),

amounts as (
    select * from {{ ref('int_amount') }}
),

targets as (
    select
        check_id,
        list_sort(list(source_id)) as target_ids
    from terms
    where side = 'right'
    group by check_id
),

claims as (
    select
        sums.*,
        targets.target_ids,
        stated.source_id as statement_id,
        lpad((abs(sums.left_value) / greatest(2 * stated.slack, 0.01))::hugeint::varchar, 24, '0') as left_digits,
        lpad((abs(sums.right_value) / greatest(2 * stated.slack, 0.01))::hugeint::varchar, 24, '0') as right_digits
    from sums
    inner join targets on sums.check_id = targets.check_id
    inner join terms as stated on sums.check_id = stated.check_id and stated.side = 'left'
    qualify row_number() over (partition by sums.check_id order by stated.term_no) = 1
),

rivals as (
    select
        claims.check_id,
        count(*) filter (where other.status = 'passed') as agreeing_count,
        count(distinct other.left_value) filter (where other.status = 'failed') as differing_count
    from claims
    inner join claims as other
        on claims.document_id = other.document_id and claims.target_ids = other.target_ids
    where claims.status = 'failed'
    group by claims.check_id
),

-- An amount of some size that a table prints with another meaning.
printed as (
    select distinct claims.check_id
    from claims
    inner join amounts
        on
            claims.document_id = amounts.document_id
            and abs(claims.left_value - amounts.amount_yuan) <= claims.tolerance
    where
        claims.status = 'failed' and claims.is_large and claims.value_unit = 'yuan'
        and abs(claims.left_value) >= 100 * claims.tolerance and claims.left_value != 0
        and not list_contains(claims.target_ids, amounts.line_id)
),

final as (
    select
        claims.check_id,
        claims.left_value = 0 as is_zero,
        100 * abs(claims.difference) <= {{ alike_percent }} * abs(claims.right_value)
        or claims.is_large and claims.left_value != 0
        and (
            hamming(claims.left_digits, claims.right_digits) < 2
            or hamming(claims.left_digits, claims.right_digits) = 2
            and list_sort(string_split(claims.left_digits, '')) = list_sort(string_split(claims.right_digits, ''))
        )
        -- 亿元 taken for 万元, or 元 for 万元.
        or 100 * abs(10000 * abs(claims.left_value) - abs(claims.right_value))
        <= {{ alike_percent }} * abs(claims.right_value)
        or 100 * abs(abs(claims.left_value) - 10000 * abs(claims.right_value))
        <= {{ alike_percent }} * abs(10000 * claims.right_value)
        or claims.left_value = -claims.right_value
            as is_alike,
        rivals.agreeing_count > 0 or rivals.differing_count > 1 as is_contested,
        printed.check_id is not null as is_printed_elsewhere
    from claims
    inner join rivals on claims.check_id = rivals.check_id
    left join printed on claims.check_id = printed.check_id
    where claims.status = 'failed'
)

select * from final

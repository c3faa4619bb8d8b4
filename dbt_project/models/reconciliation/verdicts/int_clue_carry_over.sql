-- Failing checks whose difference is a carry-over that is printed, in the report or in the one it is compared with: one
-- side holds it and the other does not.
with amounts as (
    select * from {{ ref('int_amount') }}
),

ancestors as (
    select * from {{ ref('int_row_ancestor') }}
),

carried as (
    select
        amounts.document_id,
        amounts.amount_yuan,
        amounts.slack_yuan
    from amounts
    left join ancestors on amounts.row_id = ancestors.row_id
    left join amounts as above on ancestors.ancestor_row_id = above.row_id
    where
        amounts.amount_yuan != 0
        and (
            contains(amounts.row_key, 'carry') or contains(above.row_key, 'carry')
            or contains(amounts.measure_key, 'carry') or contains(amounts.measure_key, 'fund_opening')
        )
    union
    select
        document_id,
        value_yuan as amount_yuan,
        slack_yuan
    from {{ ref('int_statement') }}
    where contains(subject_key, 'carry') and value_yuan != 0
),

final as (
    select distinct
        sums.check_id,
        'carry_over' as clue
    from {{ ref('int_check') }} as sums
    left join {{ ref('int_checked_sum') }} as shapes on sums.check_id = shapes.check_id
    left join {{ ref('int_companion') }} as companions on sums.document_id = companions.document_id
    inner join carried on carried.document_id in (sums.document_id, companions.companion_id)
    where
        sums.status = 'failed'
        and sums.value_unit = 'yuan'
        and coalesce(shapes.relation_kind != 'named_rows', true)
        and abs(abs(sums.difference) - carried.amount_yuan) <= sums.tolerance + carried.slack_yuan
)

select * from final

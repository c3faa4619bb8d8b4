-- Failing checks whose difference is printed: a carry-over, in the report or in the one it is compared with, or any
-- amount of a table where two tables, or text and table, are compared. One side may hold it and the other not.
{% set least_steps, least_yuan = 100, 1000 %}
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

carry_over as (
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
),

-- A difference of one digit (40,000.00) is a slip of the pen, whatever else is printed with it.
differences as (
    select
        check_id,
        document_id,
        abs(difference) as difference,
        tolerance
    from {{ ref('int_checked_sum') }}
    where
        status = 'failed'
        and relation_kind in ('tables', 'text_and_table')
        and value_unit = 'yuan'
        and left_value != 0
        and right_value != 0
        and abs(difference) >= greatest({{ least_yuan }}, {{ least_steps }} * tolerance)
        and not regexp_matches(regexp_replace(abs(difference)::varchar, '[.]', ''), '^0*[1-9]0*$')
),

printed as (
    select distinct
        differences.check_id,
        'printed_difference' as clue
    from differences
    inner join amounts on differences.document_id = amounts.document_id
    anti join {{ ref('int_check_term') }} as terms
        on differences.check_id = terms.check_id and amounts.line_id = terms.source_id
    where abs(differences.difference - abs(amounts.amount_yuan)) <= differences.tolerance
),

final as (
    select * from carry_over
    union all
    select * from printed
)

select * from final

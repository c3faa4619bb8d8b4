-- Failing checks between two tables, or text and table, whose difference is an amount that one of the tables prints:
-- one side may hold it and the other not.
{% set least_steps, least_yuan = 100, 1000 %}
-- A difference of one digit (40,000.00) is a slip of the pen, whatever else is printed with it.
with differences as (
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

amounts as (
    select
        amounts.document_id,
        amounts.line_id,
        amounts.amount_yuan
    from {{ ref('int_amount') }} as amounts
    semi join differences on amounts.document_id = differences.document_id
    where amounts.amount_yuan is not null
),

terms as (
    select
        terms.check_id,
        terms.source_id
    from {{ ref('int_check_term') }} as terms
    semi join differences on terms.check_id = differences.check_id
),

final as (
    select distinct
        differences.check_id,
        'printed_difference' as clue
    from differences
    inner join amounts on differences.document_id = amounts.document_id
    anti join terms on differences.check_id = terms.check_id and amounts.line_id = terms.source_id
    where abs(differences.difference - abs(amounts.amount_yuan)) <= differences.tolerance
)

select * from final

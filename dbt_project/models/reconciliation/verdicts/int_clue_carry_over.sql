-- Failing checks whose difference is a carry-over that is printed in the report, or in the one it is compared with: one
-- side may hold it and the other not.
with checks as (
    select
        check_id,
        document_id,
        difference,
        tolerance
    from {{ ref('int_check') }}
    where status = 'failed' and value_unit = 'yuan'
),

companions as (
    select
        document_id,
        companion_id
    from {{ ref('int_companion') }}
),

documents as (
    select document_id from checks
    union
    select companions.companion_id as document_id
    from checks
    inner join companions on checks.document_id = companions.document_id
),

-- Of the documents asked, and without their words: there are millions.
amounts as (
    select
        amounts.document_id,
        amounts.line_id,
        amounts.row_id,
        amounts.amount_yuan,
        amounts.slack_yuan,
        contains(amounts.row_key, 'carry') as is_carry_row,
        contains(amounts.measure_key, 'carry') or contains(amounts.measure_key, 'fund_opening') as is_carry_column
    from {{ ref('int_amount') }} as amounts
    semi join documents on amounts.document_id = documents.document_id
),

carry_rows as (
    select row_id from amounts
    where is_carry_row
    union
    select ancestors.row_id
    from {{ ref('int_row_ancestor') }} as ancestors
    inner join amounts as above on ancestors.ancestor_row_id = above.row_id
    where above.is_carry_row
),

carried as (
    select
        amounts.document_id,
        amounts.amount_yuan,
        amounts.slack_yuan
    from amounts
    left join carry_rows on amounts.row_id = carry_rows.row_id
    where amounts.amount_yuan != 0 and (amounts.is_carry_column or carry_rows.row_id is not null)
    union
    select
        statements.document_id,
        statements.value_yuan as amount_yuan,
        statements.slack_yuan
    from {{ ref('int_statement') }} as statements
    semi join documents on statements.document_id = documents.document_id
    where contains(statements.subject_key, 'carry') and statements.value_yuan != 0
),

-- Where the carry-over may be printed: in the report, or the one it is compared with.
asked as (
    select
        check_id,
        document_id
    from checks
    union
    select
        checks.check_id,
        companions.companion_id as document_id
    from checks
    inner join companions on checks.document_id = companions.document_id
),

final as (
    select distinct
        sums.check_id,
        'carry_over' as clue
    from asked
    inner join checks as sums on asked.check_id = sums.check_id
    left join {{ ref('int_checked_sum') }} as shapes on sums.check_id = shapes.check_id
    inner join carried on asked.document_id = carried.document_id
    where
        coalesce(shapes.relation_kind != 'named_rows', true)
        and abs(abs(sums.difference) - carried.amount_yuan) <= sums.tolerance + carried.slack_yuan
)

select * from final

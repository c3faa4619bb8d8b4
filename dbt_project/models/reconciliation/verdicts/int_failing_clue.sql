-- What speaks for our own misreading where a sum fails: what the difference is equal to, and what stands unnamed in it.
with sums as (
    select * from {{ ref('int_checked_sum') }}
    where status = 'failed'
),

terms as (
    select * from {{ ref('int_check_term') }}
),

amounts as (
    select * from {{ ref('int_amount') }}
),

failing_terms as (
    select
        terms.*,
        sums.difference,
        sums.tolerance,
        sums.relation_kind
    from sums
    inner join terms on sums.check_id = terms.check_id
),

ancestors as (
    select * from {{ ref('int_row_ancestor') }}
),

wholes as (
    select
        failing_terms.check_id,
        failing_terms.table_id,
        failing_terms.col_no,
        failing_terms.difference,
        failing_terms.tolerance,
        failing_terms.value as whole_value,
        amounts.row_id,
        amounts.row_no,
        amounts.block_no
    from failing_terms
    inner join amounts on failing_terms.source_id = amounts.line_id
    where failing_terms.relation_kind = 'down' and failing_terms.side = 'left'
),

-- A heading whose own amount is blank or zero is no total.
empty_whole as (
    select check_id
    from wholes
    where whole_value = 0
),

-- Tables that may go on where nobody read: no other known table begins on their last page or the next.
open_tables as (
    select
        printed_tables.table_id,
        max(amounts.row_no) as last_row_no
    from {{ ref('stg_printed_tables') }} as printed_tables
    inner join amounts on printed_tables.table_id = amounts.table_id
    anti join {{ ref('stg_printed_tables') }} as next_tables
        on
            printed_tables.document_id = next_tables.document_id
            and printed_tables.ordinal < next_tables.ordinal
            and next_tables.table_kind is not null
            and next_tables.first_page_no <= printed_tables.last_page_no + 1
    group by printed_tables.table_id
),

-- The rows under it go to the end of such a table and come to too little.
table_end as (
    select wholes.check_id
    from wholes
    inner join open_tables on wholes.table_id = open_tables.table_id
    inner join ancestors on wholes.row_id = ancestors.ancestor_row_id and ancestors.distance > 0
    inner join amounts on ancestors.row_id = amounts.row_id
    where wholes.difference > 0
    group by wholes.check_id
    having max(amounts.row_no) = max(open_tables.last_row_no)
),

-- Rows of the table that the sum does not count and that make up what it lacks: they may belong here.
uncounted as (
    select
        wholes.check_id,
        wholes.difference,
        wholes.tolerance,
        other.line_id,
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
),

rows_elsewhere as (
    select distinct uncounted.check_id
    from uncounted
    inner join uncounted as before  -- noqa: RF04
        on uncounted.check_id = before.check_id and uncounted.row_no >= before.row_no
    inner join amounts on before.line_id = amounts.line_id
    where
        abs(uncounted.running - before.running + amounts.amount_yuan - uncounted.difference) <= uncounted.tolerance
),

-- Rows without a name, code or key: nobody says that they are a part of the whole.
unnamed as (
    select distinct failing_terms.check_id
    from failing_terms
    inner join amounts on failing_terms.source_id = amounts.line_id
    where
        failing_terms.value != 0
        and coalesce(
            nullif(trim(amounts.label_printed), ''), amounts.project_name, amounts.economic_name_printed,
            amounts.function_name_printed, amounts.unit_name, amounts.function_code, amounts.economic_code,
            amounts.unit_code, amounts.project_code, amounts.procurement_code, amounts.row_key
        ) is null
        -- In a table of one row, and in forms, the columns name the figure.
        and failing_terms.relation_kind in ('down', 'named_rows')
),

-- Without this part the sum holds: it may stand under another row (款 printed level with 项, the next unit's first row).
misplaced as (
    select distinct failing_terms.check_id
    from failing_terms
    where
        failing_terms.relation_kind = 'down' and failing_terms.side = 'right' and failing_terms.value != 0
        and abs(failing_terms.difference + failing_terms.coefficient * failing_terms.value) <= failing_terms.tolerance
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

-- The difference is a carry-over that is printed: one side holds it and the other does not.
carry_over as (
    select distinct sums.check_id
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

-- The sentence itself prints what is lacking, or breaks off before its end: a part was not understood.
part_unread as (
    select distinct failing_terms.check_id
    from failing_terms
    inner join {{ ref('int_statement') }} as statements on failing_terms.source_id = statements.statement_id
    where
        failing_terms.relation_kind = 'text'
        and (
            failing_terms.difference > 0 and not regexp_matches(trim(statements.sentence), '[。；;：:！!？?%）)元人]$')
            or abs(failing_terms.difference) >= 200 * failing_terms.slack and statements.unit_multiplier is not null
            and regexp_matches(
                replace(replace(statements.sentence, ',', ''), '，', ''),
                '(^|[^0-9.])'
                || regexp_escape(
                    regexp_replace(
                        (abs(failing_terms.difference) / statements.unit_multiplier)::decimal(24, 6)::varchar,
                        '\.?0+$',
                        ''
                    )
                )
                || '(\.0*|0*)([^0-9]|$)'
            )
        )
),

final as (
    select
        check_id,
        'unnamed_row' as clue
    from unnamed
    union all
    select
        check_id,
        'misplaced_row' as clue
    from misplaced
    union all
    select
        check_id,
        'part_unread' as clue
    from part_unread
    union all
    select
        check_id,
        'empty_whole' as clue
    from empty_whole
    union all
    select
        check_id,
        'table_end' as clue
    from table_end
    union all
    select
        check_id,
        'rows_elsewhere' as clue
    from rows_elsewhere
    union all
    select
        check_id,
        'carry_over' as clue
    from carry_over
)

select * from final

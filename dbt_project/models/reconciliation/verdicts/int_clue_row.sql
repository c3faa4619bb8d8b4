-- Where a sum down the rows fails and its rows may not be what they seem: without a name, of another row, under a
-- heading, or not all of them.
with terms as (
    select * from {{ ref('int_failing_term') }}
),

wholes as (
    select * from {{ ref('int_failing_whole') }}
),

amounts as (
    select * from {{ ref('int_amount') }}
),

ancestors as (
    select * from {{ ref('int_row_ancestor') }}
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

-- Rows without a name, code or key: nobody says that they are a part of the whole.
unnamed as (
    select distinct terms.check_id
    from terms
    inner join amounts on terms.source_id = amounts.line_id
    where
        terms.value != 0
        and coalesce(
            nullif(trim(amounts.label_printed), ''), amounts.project_name, amounts.economic_name_printed,
            amounts.function_name_printed, amounts.unit_name, amounts.function_code, amounts.economic_code,
            amounts.unit_code, amounts.project_code, amounts.procurement_code, amounts.row_key
        ) is null
        -- In a table of one row, and in forms, the columns name the figure.
        and terms.relation_kind in ('down', 'named_rows')
),

-- Without this part the sum holds: it may stand under another row (款 printed level with 项, the next unit's first row).
misplaced as (
    select distinct terms.check_id
    from terms
    where
        terms.relation_kind = 'down' and terms.side = 'right' and terms.value != 0
        and abs(terms.difference + terms.coefficient * terms.value) <= terms.tolerance
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
        'empty_whole' as clue
    from empty_whole
    union all
    select
        check_id,
        'table_end' as clue
    from table_end
)

select * from final

-- Every check that is a sum, as evidence: what sort of places it relates, how many of its addends are not zero, and
-- whether it tells something when it holds. Sums of zeros, of one addend and of small counts hold whatever the
-- structure is: they tell nothing.
{% set least_steps, least_yuan, least_count = 100, 1000, 100 %}
with terms as (
    select * from {{ ref('int_check_term') }}
),

checks as (
    select * from {{ ref('int_check') }}
    where status in ('passed', 'failed')
),

shapes as (
    select
        check_id,
        bool_or(source_kind = 'statement') as has_statement,
        bool_or(source_kind = 'line') as has_line,
        -- Least and greatest, not a set of all: there are millions of sums.
        min(hash(table_id)) filter (where table_id is not null)
        != max(hash(table_id)) filter (where table_id is not null) as has_tables,
        min(row_no) = max(row_no) as is_one_row,
        min(col_no) = max(col_no) as is_one_column,
        count(*) filter (where side = 'right' and value != 0) as addend_count,
        max(abs(value)) as largest,
        -- Ten times as much as the last digit hides twice is a figure of three digits.
        max(slack) * 2 * {{ least_steps }} as least_of_digits
    from terms
    group by check_id
),

final as (
    select
        checks.check_id,
        checks.document_id,
        checks.rule_id,
        checks.rule_family,
        checks.table_id,
        checks.value_unit,
        checks.left_value,
        checks.right_value,
        checks.difference,
        checks.tolerance,
        checks.status,
        shapes.addend_count,
        case
            when shapes.has_statement and shapes.has_line then 'text_and_table'
            when shapes.has_statement then 'text'
            when shapes.has_tables then 'tables'
            when shapes.is_one_row and checks.rule_family = 'across' then 'across'
            when shapes.is_one_column and checks.rule_family = 'hierarchy' then 'down'
            else 'named_rows'
        end as relation_kind,
        shapes.largest >= case
            when checks.value_unit = 'yuan' then greatest({{ least_yuan }}, shapes.least_of_digits)
            else {{ least_count }}
        end as is_large,
        -- Two figures of two places that agree tell as much as a sum does.
        is_large
        and (
            shapes.addend_count > 1
            or shapes.addend_count = 1 and relation_kind in ('text_and_table', 'tables', 'named_rows')
        ) as is_telling
    from checks
    inner join shapes on checks.check_id = shapes.check_id
)

select * from final

-- Control totals: those of seed control_totals, and those that a rule writes out where it compares them.
-- `project@kind` is the measure in the total row of that kind of table, `project@kind:selector` in the rows of a
-- selector (see int_row_selector); of `total/budget_amount@kind` the first that is printed.
with named as (
    select
        control_key,
        table_kind,
        row_selector,
        measures,
        year_offset
    from {{ ref('control_totals') }}
),

used as (
    select control_key from {{ ref('int_control_side') }}
    union
    select ltrim(unnest(string_split(control_keys, '|')), '-') as control_key
    from {{ ref('statement_rules') }}
    union
    select part_control as control_key from {{ ref('part_rules') }}
    union
    select whole_control as control_key from {{ ref('part_rules') }}
),

written as (
    select
        control_key,
        split_part(control_key, '@', 1) as measures,
        split_part(control_key, '@', 2) as place
    from used
    where contains(control_key, '@')
),

final as (
    select * from named
    union all by name
    select
        control_key,
        split_part(place, ':', 1) as table_kind,
        coalesce(nullif(regexp_replace(place, '^[^:]*:?', ''), ''), 'total') as row_selector,
        replace(measures, '/', '|') as measures,
        0 as year_offset
    from written
)

select * from final

-- The sums of int_check_term added up: both sides, the difference, and what rounding may hide. One row per check.
with terms as (
    select * from {{ ref('int_check_term') }}
),

sides as (
    select
        check_id,
        side,
        sum(coefficient * value)::decimal(24, 6) as value,  -- noqa: RF04
        min(page_no) as page_no,
        array_agg(cell_id order by term_no) filter (where cell_id is not null) as cell_ids,
        -- Up to three figures are named; of more, the place of the first and their number.
        case
            when
                count(*) <= 3
                then
                    ltrim(
                        string_agg(case when coefficient < 0 then ' − ' else ' + ' end || label, '' order by term_no),
                        ' +'
                    )
            else
                concat_ws('·', arg_min(place_label, term_no), arg_min(column_label, term_no))
                || ' '
                || count(*)
                || '项之和（'
                || arg_min(row_label, term_no)
                || ' … '
                || arg_max(row_label, term_no)
                || '）'
        end as label  -- noqa: RF04
    from terms
    group by check_id, side
),

checks as (
    select
        check_id,
        any_value(rule_id) as rule_id,
        any_value(document_id) as document_id,
        any_value(instance_key) as instance_key,
        any_value(value_unit) as value_unit,
        arg_min(table_id, term_no) filter (where table_id is not null) as table_id,
        arg_min(table_kind, term_no) filter (where table_kind is not null) as table_kind,
        sum(abs(coefficient) * slack)::decimal(24, 6) as slack
    from terms
    group by check_id
),

final as (
    select
        checks.*,
        left_side.label as left_label,
        left_side.value as left_value,
        right_side.label as right_label,
        right_side.value as right_value,
        left_side.page_no as left_page_no,
        right_side.page_no as right_page_no,
        coalesce(left_side.cell_ids, []) as left_cell_ids,
        coalesce(right_side.cell_ids, []) as right_cell_ids
    from checks
    inner join sides as left_side on checks.check_id = left_side.check_id and left_side.side = 'left'
    inner join sides as right_side on checks.check_id = right_side.check_id and right_side.side = 'right'
)

select * from final

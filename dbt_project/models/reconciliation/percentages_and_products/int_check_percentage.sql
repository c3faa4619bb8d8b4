-- Recomputed percentages beside the stated ones, each with the tolerance of its rule.
{{ config(meta={'parted_by': 'int_checkable_figure', 'rows_a_part': 5 * var('rows_a_part')}) }}
with percents as (
    select
        *,
        (part_yuan::double / base_yuan::double * 100)::decimal(24, 6) as computed,
        -- How far rounding of the two amounts can move their ratio.
        ((part_yuan + part_slack_yuan)::double / (base_yuan - base_slack_yuan)::double * 100)::decimal(24, 6)
            as computed_high,
        ((part_yuan - part_slack_yuan)::double / (base_yuan + base_slack_yuan)::double * 100)::decimal(24, 6)
            as computed_low
    from {{ ref('int_printed_percentage') }}
    where {{ in_part('document_id') }}
),

figures as (
    select * from {{ ref('int_checkable_figure') }}
    where {{ in_part('document_id') }}
),

-- A percentage off by less than its last digit is cut off or fitted to make 100 %, not wrong: noted by a rule of
-- its own.
graded as (
    select
        percents.rule_id,
        percents.source_id,
        2 as half_digits
    from percents
    union all
    select
        'percent_rounded' as rule_id,
        percents.source_id,
        1 as half_digits
    from percents
),

final as (
    select
        graded.rule_id,
        percents.document_id,
        percents.source_id as instance_key,
        stated.table_id,
        stated.table_kind,
        'percent' as value_unit,
        stated.label as left_label,
        abs(stated.value) as left_value,
        part.label || ' ÷ ' || base.label as right_label,
        percents.computed as right_value,
        graded.half_digits * stated.slack
        + greatest(percents.computed_high - percents.computed, percents.computed - percents.computed_low)
            as tolerance,
        stated.page_no as left_page_no,
        part.page_no as right_page_no,
        [stated.cell_id] as left_cell_ids,
        [part.cell_id, base.cell_id] as right_cell_ids,
        []::varchar[] as proven_source_ids
    from graded
    inner join percents on graded.source_id = percents.source_id
    inner join figures as stated on percents.source_id = stated.source_id
    inner join figures as part on percents.part_ids[1] = part.source_id
    inner join figures as base on percents.base_ids[1] = base.source_id
    -- What is wrong by more is told once, by the rule on what the percentage says.
    where
        graded.half_digits = 2
        or abs(abs(stated.value) - percents.computed)
        <= 2 * stated.slack
        + greatest(percents.computed_high - percents.computed, percents.computed - percents.computed_low)
)

select * from final

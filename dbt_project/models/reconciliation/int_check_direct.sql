-- Every check that is no sum: percentages, products, and texts that should say the same. One shape for all.
with percents as (
    select
        *,
        (part_yuan::double / base_yuan::double * 100)::decimal(24, 6) as computed,
        -- How far rounding of the two amounts can move their ratio.
        ((part_yuan + part_slack_yuan)::double / (base_yuan - base_slack_yuan)::double * 100)::decimal(24, 6) as computed_high,
        ((part_yuan - part_slack_yuan)::double / (base_yuan + base_slack_yuan)::double * 100)::decimal(24, 6) as computed_low
    from {{ ref('int_check_percent') }}
),

figures as (
    select * from {{ ref('int_check_figure') }}
),

-- A percentage off by less than its last digit is cut off or fitted to make 100 %, not wrong: noted by a rule of its own.
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

percent_checks as (
    select
        graded.rule_id, percents.document_id, percents.source_id as instance_key, stated.table_id, stated.table_kind,
        'percent' as value_unit, stated.label as left_label, abs(stated.value) as left_value,
        part.label || ' ÷ ' || base.label as right_label, percents.computed as right_value,
        graded.half_digits * stated.slack + greatest(percents.computed_high - percents.computed, percents.computed - percents.computed_low)
            as tolerance,
        stated.page_no as left_page_no, part.page_no as right_page_no, [stated.cell_id] as left_cell_ids,
        [part.cell_id, base.cell_id] as right_cell_ids, []::varchar[] as proven_source_ids
    from graded
    inner join percents on graded.source_id = percents.source_id
    inner join figures as stated on percents.source_id = stated.source_id
    inner join figures as part on percents.part_ids[1] = part.source_id
    inner join figures as base on percents.base_ids[1] = base.source_id
    -- What is wrong by more is told once, by the rule on what the percentage says.
    where
        graded.half_digits = 2
        or abs(abs(stated.value) - percents.computed)
        <= 2 * stated.slack + greatest(percents.computed_high - percents.computed, percents.computed - percents.computed_low)
),

product_checks as (
    select
        rule_id, document_id, amount_id as instance_key, table_id, table_kind, 'yuan' as value_unit,
        amount_label as left_label, amount_yuan as left_value, product_label as right_label, product_yuan as right_value,
        tolerance, amount_page_no as left_page_no, price_page_no as right_page_no, amount_cell_ids as left_cell_ids,
        product_cell_ids as right_cell_ids, [amount_id, quantity_id, price_id] as proven_source_ids
    from {{ ref('int_check_product') }}
),

text_checks as (
    select
        rule_id, document_id, instance_key, table_id, table_kind, '报告所印科目' as left_label, left_text,
        '当年科目' as right_label, right_text, left_page_no, is_same,
        case when not is_same then '旧名称，' || last_year || '年后不再使用' end as remark
    from {{ ref('int_check_code') }}
    union all
    select
        rule_id, document_id, instance_key, table_id, table_kind, '名词解释科目名称' as left_label, left_text,
        '当年科目' as right_label, right_text, left_page_no, is_same,
        case when not is_same then '旧名称，' || last_year || '年后不再使用' end as remark
    from {{ ref('int_check_glossary') }}
    union all
    select *, null as remark
    from {{ ref('int_check_shape') }}
    union all
    select *, null as remark
    from {{ ref('int_check_contents') }}
    union all
    select *, null as remark
    from {{ ref('int_check_party') }}
),

final as (
    select
        *,
        null::varchar as left_text,
        null::varchar as right_text,
        abs(left_value - right_value) <= tolerance as is_same,
        null::varchar as remark
    from percent_checks
    union all by name
    select
        *,
        abs(left_value - right_value) <= tolerance as is_same
    from product_checks
    union all by name
    select
        *,
        'text' as value_unit,
        []::varchar[] as left_cell_ids,
        []::varchar[] as right_cell_ids,
        []::varchar[] as proven_source_ids
    from text_checks
)

select
    *,
    rule_id || ':' || left(document_id, 16) || ':' || instance_key as check_id
from final

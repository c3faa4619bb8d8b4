-- Every check that is no sum: percentages, products, parts and their wholes, and texts that should say the same. One
-- shape for all.
with product_checks as (
    select
        rule_id,
        document_id,
        amount_id as instance_key,
        table_id,
        table_kind,
        'yuan' as value_unit,
        amount_label as left_label,
        amount_yuan as left_value,
        product_label as right_label,
        product_yuan as right_value,
        tolerance,
        amount_page_no as left_page_no,
        price_page_no as right_page_no,
        amount_cell_ids as left_cell_ids,
        product_cell_ids as right_cell_ids,
        [amount_id, quantity_id, price_id] as proven_source_ids
    from {{ ref('int_check_product') }}
),

reports as (
    select * from {{ ref('int_check_report') }}
    union all
    select * from {{ ref('int_check_report_table') }}
    union all
    select * from {{ ref('int_check_report_unit') }}
),

final as (
    select
        *,
        null::varchar as left_text,
        null::varchar as right_text,
        abs(left_value - right_value) <= tolerance as is_same,
        null::varchar as remark
    from {{ ref('int_check_percentage') }}
    union all by name
    select
        *,
        abs(left_value - right_value) <= tolerance as is_same
    from product_checks
    union all by name
    select
        *,
        null::varchar as left_text
    from {{ ref('int_check_part') }}
    {% for model in [
        'int_check_told_twice', 'int_check_count_part', 'int_check_economic_extent', 'int_check_current_told',
    ] -%}
    union all by name
    select * from {{ ref(model) }}
    {% endfor %}
    union all by name
    select
        *,
        null::varchar as left_text
    from {{ ref('int_check_text_part') }}
    union all by name
    select
        *,
        []::varchar[] as left_cell_ids,
        []::varchar[] as right_cell_ids,
        []::varchar[] as proven_source_ids,
        abs(left_value - right_value) <= tolerance as is_same,
        -- The other report may leave the cell blank, or print the table empty.
        case
            when left_value is null then '本报告该处没有印出数字，无从比较 / this report prints no figure there'
            when right_value is null then '所比的另一份报告该处没有印出数字，无从比较 / the other report prints no figure there'
        end as remark
    from reports
    union all by name
    select
        *,
        'text' as value_unit,
        []::varchar[] as proven_source_ids
    from {{ ref('int_check_text') }}
)

select
    *,
    rule_id || ':' || left(document_id, 16) || ':' || instance_key as check_id
from final

-- Expenses of the fiscal appropriation that the text tells by an economic item's name (seed economic_subjects): at
-- most what table 6 prints of that item and all of the appropriation that is not in table 6. Less than the item may
-- be told of a part of the department, whatever its words: that proves nothing.
with told as (
    select
        statements.*,
        subjects.economic_code as item_code
    from {{ ref('int_statement') }} as statements
    inner join {{ ref('economic_subjects') }} as subjects on statements.subject_key = subjects.subject_key
    anti join {{ ref('int_statement_unit') }} as units on statements.statement_id = units.statement_id
    where
        statements.role = 'amount'
        and statements.value_yuan is not null
        and statements.amount_year = statements.fiscal_year
        and statements.part != 'glossary'
        and regexp_matches(statements.sentence, '财政拨款|财拨|一般公共预算')
        -- What is told of projects only, or of one unit, is less than the item.
        and not regexp_matches(statements.sentence, '本级|本部([^门]|$)|项目(支出|经费|资金)')
),

items as (
    select * from {{ ref('int_basic_item') }}
),

names as (
    select
        code as item_code,
        any_value(name) as name  -- noqa: RF04
    from {{ ref('int_listed_code') }}
    where classification = 'economic' and valid_to_year is null
    group by code
),

controls as (
    select
        document_id,
        control_key,
        value,
        slack
    from {{ ref('int_control_total') }}
    where control_key in ('fiscal_expenditure', 'basic_total') and join_key = ''
),

bounded as (
    select
        told.*,
        classes.table_id,
        classes.table_kind,
        coalesce(items.page_no, classes.page_no) as item_page_no,
        '基本支出表' || concat_ws(' ', told.item_code, names.name) as item_label,
        coalesce(items.cell_ids, classes.cell_ids) as item_cell_ids,
        coalesce(items.value_yuan, 0) + appropriation.value - basic.value as most_yuan,
        told.slack_yuan + coalesce(items.slack_yuan, 0) + appropriation.slack + basic.slack as most_slack
    from told
    inner join items as classes
        on
            told.document_id = classes.document_id
            and left(told.item_code, 3) = classes.economic_code
            and classes.is_itemised
    left join items on told.document_id = items.document_id and told.item_code = items.economic_code
    left join names on told.item_code = names.item_code
    inner join controls as appropriation
        on told.document_id = appropriation.document_id and appropriation.control_key = 'fiscal_expenditure'
    inner join controls as basic on told.document_id = basic.document_id and basic.control_key = 'basic_total'
),

final as (
    select
        'text_economic_extent' as rule_id,
        document_id,
        statement_id as instance_key,
        table_id,
        table_kind,
        'yuan' as value_unit,
        concat_ws(' ', '文字', subject_text) as left_label,
        value_yuan::decimal(24, 6) as left_value,
        item_label || '与基本支出以外的财政拨款支出之和' as right_label,
        most_yuan::decimal(24, 6) as right_value,
        most_slack::decimal(24, 6) as tolerance,
        page_no as left_page_no,
        item_page_no as right_page_no,
        []::varchar[] as left_cell_ids,
        item_cell_ids as right_cell_ids,
        []::varchar[] as proven_source_ids,
        value_yuan <= most_yuan + most_slack as is_same
    from bounded
)

select * from final

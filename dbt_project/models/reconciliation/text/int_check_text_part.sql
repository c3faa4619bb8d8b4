-- The largest part that the text lists under an amount (其中：…) is at most that amount. For parts that no sum of the text
-- holds together with their whole: the text may single out some of them. One row per whole.
with statements as (
    select
        statement_id,
        document_id,
        parent_statement_id,
        subject_key,
        subject_text,
        amount_year,
        unit_multiplier,
        page_no,
        value_yuan,
        slack_yuan
    from {{ ref('int_statement') }}
    where role = 'amount' and told_as = 'stated' and value_yuan is not null
),

summed as (
    select distinct source_id
    from {{ ref('int_term_text_part') }}
    where side = 'right'
),

final as (
    select
        'text_part_within' as rule_id,
        part.document_id,
        whole.statement_id as instance_key,
        null::varchar as table_id,
        null::varchar as table_kind,
        'yuan' as value_unit,
        '文字“' || part.subject_text || '”' as left_label,
        part.value_yuan as left_value,
        '文字“' || whole.subject_text || '”' as right_label,
        whole.value_yuan as right_value,
        part.slack_yuan + whole.slack_yuan as tolerance,
        part.page_no as left_page_no,
        whole.page_no as right_page_no,
        []::varchar[] as left_cell_ids,
        []::varchar[] as right_cell_ids,
        []::varchar[] as proven_source_ids,
        part.value_yuan - whole.value_yuan <= part.slack_yuan + whole.slack_yuan as is_same
    from statements as part
    inner join statements as whole on part.parent_statement_id = whole.statement_id
    anti join summed on part.statement_id = summed.source_id
    where
        part.unit_multiplier is not null and whole.unit_multiplier is not null
        and part.amount_year is not distinct from whole.amount_year
        and whole.subject_key is not null
        -- Of nothing there are no parts: such a whole is another one, or the parts of another are listed below it.
        and part.value_yuan >= 0 and whole.value_yuan > 0
    qualify
        row_number() over (
            partition by whole.statement_id order by part.value_yuan - part.slack_yuan desc, part.statement_id asc
        ) = 1
)

select * from final

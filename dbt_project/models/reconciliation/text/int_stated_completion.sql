-- What the text of final accounts says of one subject against its budget, put together: the final figure, the budget
-- (told beside it, or printed in the table's budget column), the percentage completed. One row per group of statements.
-- Of several budgets the percentage is of the one it names: 年初预算9万元，全年预算8万元，决算4万元，完成全年预算的50%.
{% set which = '(年初|全年|调整)' %}
with all_statements as (
    select
        statements.*,
        coalesce(
            statements.sentence_no || own_names.own_name, statements.group_no::varchar
        ) as thing,
        coalesce(own_names.own_name, statements.subject_text) as named_as,
        regexp_extract(
            statements.sentence,
            '{{ which }}[^，,。；;0-9]{0,8}' || regexp_escape(statements.value_text) || '(?:[^0-9.]|$)',
            1
        ) as budget_word
    from {{ ref('int_statement') }} as statements
    left join {{ ref('int_own_name') }} as own_names on statements.statement_id = own_names.statement_id
    where
        statements.report_kind = 'final_accounts'
        and statements.amount_year = statements.fiscal_year
        and statements.role in ('amount', 'budget_amount', 'completion_percent')
),

named_budgets as (
    select
        document_id,
        thing,
        any_value(budget_word) filter (where role = 'completion_percent' and budget_word != '') as budget_word
    from all_statements
    group by document_id, thing
    having
        count(*) filter (where role = 'budget_amount') > 1
        and count(*) filter (where role = 'completion_percent') = 1
),

statements as (
    select all_statements.*
    from all_statements
    left join named_budgets
        on all_statements.document_id = named_budgets.document_id and all_statements.thing = named_budgets.thing
    where
        named_budgets.thing is null
        or named_budgets.budget_word is not null
        and (all_statements.role != 'budget_amount' or all_statements.budget_word = named_budgets.budget_word)
),

told as (
    select
        document_id,
        thing,
        any_value(named_as) filter (where role = 'amount') as subject_text,
        any_value(sentence) filter (where role = 'amount') as sentence,
        any_value(page_no) filter (where role = 'amount') as page_no,
        any_value(statement_id) filter (where role = 'amount') as amount_id,
        any_value(value_yuan) filter (where role = 'amount') as amount_yuan,
        any_value(slack_yuan) filter (where role = 'amount') as amount_slack_yuan,
        any_value(statement_id) filter (where role = 'budget_amount') as budget_id,
        any_value(value_yuan) filter (where role = 'budget_amount') as budget_yuan,
        any_value(slack_yuan) filter (where role = 'budget_amount') as budget_slack_yuan,
        any_value(statement_id) filter (where role = 'completion_percent') as percent_id,
        any_value(value_text) filter (where role = 'completion_percent') as percent_text
    from statements
    group by document_id, thing
    having
        count(*) filter (where role = 'amount' and value_yuan is not null) = 1
        and count(*) filter (where role = 'amount') = 1
        and count(*) filter (where role = 'budget_amount') <= 1
        and count(*) filter (where role = 'completion_percent') <= 1
),

-- “三公”经费决算表 prints the budget beside the final figure; the control of the budget bears the figure's name.
table_budgets as (
    select
        targets.statement_id as amount_id,
        controls.source_id,
        controls.value,
        controls.slack
    from {{ ref('int_statement_target') }} as targets
    inner join {{ ref('int_control_total') }} as controls
        on
            targets.document_id = controls.document_id
            and targets.control_key || '_budgeted' = controls.control_key
            and targets.join_key = controls.join_key
    where targets.relation = 'own' and controls.source_id is not null
),

final as (
    select
        told.* replace (
            coalesce(told.budget_id, table_budgets.source_id) as budget_id,
            coalesce(told.budget_yuan, table_budgets.value) as budget_yuan,
            coalesce(told.budget_slack_yuan, table_budgets.slack) as budget_slack_yuan
        ),
        told.budget_id is not null as is_budget_told
    from told
    left join table_budgets on told.amount_id = table_budgets.amount_id
)

select * from final
where budget_id is not null

-- Whether the text names this year where it tells this year's figure: an amount that is this year's control total to
-- the last digit, in a sentence that speaks of another year. Where the same section tells it of this year, too, nothing
-- has changed from year to year and nothing is said.
with rules as (
    select * from {{ ref('statement_rules') }}
    where
        year_offset = 0
        and role = 'amount'
        and not contains(control_keys, '|')
        and join_on in ('none', 'function', 'economic')
),

statements as (
    select * from {{ ref('int_statement') }}
    where role = 'amount' and value_yuan != 0 and subject_key is not null and part != 'glossary'
),

controls as (
    select * from {{ ref('int_control_total') }}
),

fitting as (
    select distinct
        statements.statement_id,
        statements.document_id,
        statements.fiscal_year,
        statements.amount_year,
        statements.page_no,
        statements.subject_text,
        statements.section_title,
        statements.subject_key,
        statements.value_yuan
    from statements
    inner join rules
        on
            statements.subject_key = rules.subject_key
            and coalesce(regexp_matches(statements.section_title, rules.section_pattern), rules.section_pattern is null)
            and coalesce(regexp_matches(statements.subject_text, rules.subject_pattern), rules.subject_pattern is null)
            and coalesce(statements.context_key = rules.context_key, rules.context_key is null)
            and not coalesce(
                list_contains(string_split(rules.excluded_context_keys, '|'), statements.context_key), false
            )
    inner join controls
        on
            statements.document_id = controls.document_id
            and rules.control_keys = controls.control_key
            and controls.join_key = case rules.join_on
                when 'function' then statements.function_code
                when 'economic' then statements.economic_code
                else ''
            end
            and abs(statements.value_yuan - controls.value) <= statements.slack_yuan + controls.slack
),

told_of_this_year as (
    select distinct
        document_id,
        subject_key,
        section_title,
        value_yuan
    from fitting
    where amount_year = fiscal_year
),

final as (
    select
        'text_year' as rule_id,
        fitting.document_id,
        fitting.statement_id as instance_key,
        null::varchar as table_id,
        null::varchar as table_kind,
        '文字“' || fitting.subject_text || '”所述年度' as left_label,
        fitting.amount_year || '年' as left_text,
        '表中同一金额的年度' as right_label,
        fitting.fiscal_year || '年' as right_text,
        fitting.page_no as left_page_no,
        fitting.amount_year = fitting.fiscal_year as is_same
    from fitting
    left join told_of_this_year
        on
            fitting.document_id = told_of_this_year.document_id
            and fitting.subject_key = told_of_this_year.subject_key
            and fitting.value_yuan = told_of_this_year.value_yuan
            and fitting.section_title is not distinct from told_of_this_year.section_title
    where fitting.amount_year = fitting.fiscal_year or told_of_this_year.document_id is null
)

select * from final

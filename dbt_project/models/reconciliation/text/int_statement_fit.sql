-- The rules of seed statement_rules that may read a figure of the text: the first (by priority) that fits its subject,
-- role, section and context, and the alternatives that rule allows where the words leave the scope open (with or
-- without carry-over, say).
with rules as (
    select * from {{ ref('int_statement_rule') }}
),

statements as (
    select * from {{ ref('int_statement') }}
    where value_yuan is not null and subject_key is not null and part != 'glossary'
),

changes as (
    select * from {{ ref('int_stated_change') }}
    where change_id is not null
),

fitting as (
    select
        statements.statement_id,
        statements.document_id,
        -- A change leads from this year's amount to that of the year before.
        case
            when rules.rule_id = 'prior_change_of_its_report'
                then statements.value_yuan + coalesce(changes.sign_to_prior * changes.change_yuan, 0)
            else statements.value_yuan
        end as value_yuan,
        statements.slack_yuan,
        rules.rule_id,
        rules.relation,
        rules.priority,
        rules.is_alternative,
        rules.reading,
        rules.accuses_if,
        rules.join_on,
        statements.sentence_no,
        string_split(rules.control_keys, '|') as control_keys,
        case
            when starts_with(rules.join_on, 'key:') then substr(rules.join_on, 5)
            when rules.join_on = 'function' then statements.function_code
            when rules.join_on = 'economic' then statements.economic_code
            when rules.join_on = 'project' then {{ project_core_name('statements.project_name') }}
            else ''
        end as join_key
    from statements
    inner join rules
        on
            statements.subject_key = rules.subject_key
            and statements.role = rules.role
            and statements.amount_year = statements.fiscal_year + rules.year_offset
            and coalesce(regexp_matches(statements.section_title, rules.section_pattern), rules.section_pattern is null)
            and coalesce(regexp_matches(statements.subject_text, rules.subject_pattern), rules.subject_pattern is null)
            and coalesce(statements.context_key = rules.context_key, rules.context_key is null)
            and not coalesce(regexp_matches(statements.sentence, rules.excluded_sentence_pattern), false)
            and not coalesce(
                list_contains(string_split(rules.excluded_context_keys, '|'), statements.context_key), false
            )
    left join changes on statements.statement_id = changes.amount_id
    qualify
        row_number() over (
            partition by statements.statement_id, rules.relation, rules.is_alternative order by rules.priority
        ) = 1
        or rules.is_alternative
),

-- An alternative is one only beside the rule's own first reading.
allowed as (
    select fitting.*
    from fitting
    inner join fitting as first_reading
        on
            fitting.statement_id = first_reading.statement_id
            and fitting.relation = first_reading.relation
            and fitting.rule_id = first_reading.rule_id
            and not first_reading.is_alternative
            and (fitting.is_alternative or fitting.priority = first_reading.priority)
)

select * from allowed

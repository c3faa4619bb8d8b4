-- Which control totals each figure of the text should agree with: the first rule of seed statement_rules (by priority)
-- that fits its subject, role, section and context.
with rules as (
    select * from {{ ref('statement_rules') }}
),

statements as (
    select * from {{ ref('int_statement') }}
    where value_yuan is not null and subject_key is not null and part != 'glossary'
),

fitting as (
    select
        statements.statement_id,
        statements.document_id,
        rules.rule_id,
        rules.priority,
        rules.control_keys,
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
    qualify row_number() over (partition by statements.statement_id, rules.year_offset order by rules.priority) = 1
),

final as (
    select
        * exclude (control_keys, priority),
        unnest(string_split(control_keys, '|')) as control_key,
        len(string_split(control_keys, '|')) as control_count
    from fitting
    where join_key is not null
)

select * from final

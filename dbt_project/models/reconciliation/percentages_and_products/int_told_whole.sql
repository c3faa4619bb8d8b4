-- Amounts of the text that a share may be a share of: told once in a section, or of the same amount wherever the report
-- tells it (section_title null). One row per subject, year and section.
with statements as (
    select * from {{ ref('int_statement') }}
    where part != 'glossary' and told_as = 'stated'
),

wholes as (
    select
        document_id,
        subject_key,
        amount_year,
        section_title,
        min(statement_id) as base_id,
        min(value_yuan) as base_yuan,
        max(slack_yuan) as base_slack_yuan,
        count(distinct value_yuan) as value_count
    from statements
    where role = 'amount' and value_yuan is not null and subject_key is not null
    group by document_id, subject_key, amount_year, section_title
),

-- The section's own whole, and the report's where all its sections tell the same.
final as (
    select
        document_id,
        subject_key,
        amount_year,
        section_title,
        base_id,
        base_yuan,
        base_slack_yuan
    from wholes
    where value_count = 1 and section_title is not null
    union all
    select
        document_id,
        subject_key,
        amount_year,
        null as section_title,
        min(base_id) as base_id,
        min(base_yuan) as base_yuan,
        max(base_slack_yuan) as base_slack_yuan
    from wholes
    group by document_id, subject_key, amount_year
    having max(value_count) = 1 and count(distinct base_yuan) = 1
)

select * from final

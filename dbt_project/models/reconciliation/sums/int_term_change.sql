-- Terms of the year-on-year sums: this year's amount less its increase (or with its decrease) is the amount of the
-- year before, as the text states it, with a comparison or by itself (rule change_prior_stated), or as a table of this
-- report prints it (seed change_rules).
with changes as (
    select * from {{ ref('int_stated_change') }}
    where change_id is not null and sign_to_prior is not null
),

rules as (
    select * from {{ ref('change_rules') }}
),

controls as (
    select * from {{ ref('int_control_total') }}
    where join_key = '' and source_id is not null
),

prior_amounts as (
    select
        changes.*,
        rules.rule_id,
        changes.prior_id as prior_source_id
    from changes
    inner join rules on rules.control_key is null
    where changes.prior_id is not null
    union all
    select
        changes.*,
        rules.rule_id,
        years.prior_id as prior_source_id
    from changes
    inner join {{ ref('int_stated_years') }} as years
        on changes.change_id = years.change_id and changes.amount_id = years.amount_id
    inner join rules on rules.control_key is null
    where changes.prior_id is null and years.open_reason is null
    union all
    select
        changes.*,
        rules.rule_id,
        controls.source_id as prior_source_id
    from changes
    inner join rules
        on
            changes.subject_key = rules.subject_key
            and coalesce(regexp_matches(changes.section_title, rules.section_pattern), rules.section_pattern is null)
    inner join controls on changes.document_id = controls.document_id and rules.control_key = controls.control_key
),

final as (
    select
        rule_id,
        document_id,
        amount_id as instance_key,
        'left' as side,
        amount_id as source_id,
        1::decimal(9, 4) as coefficient
    from prior_amounts
    union all
    select
        rule_id,
        document_id,
        amount_id as instance_key,
        'left' as side,
        change_id as source_id,
        sign_to_prior::decimal(9, 4) as coefficient
    from prior_amounts
    union all
    select
        rule_id,
        document_id,
        amount_id as instance_key,
        'right' as side,
        prior_source_id as source_id,
        1::decimal(9, 4) as coefficient
    from prior_amounts
)

select * from final

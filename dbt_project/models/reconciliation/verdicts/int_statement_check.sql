-- Checks in which figures of the text take part: as a term of a sum, as percentage, part or base of a ratio, or as what
-- is compared itself, also with a cell or table that is blank. One row per figure of the text and check; checks of
-- words alone are none.
with checks as (
    select
        check_id,
        document_id,
        rule_id,
        instance_key,
        status
    from {{ ref('int_check') }}
    where
        status != 'not_applicable'
        and (value_unit != 'text' or rule_id in ('increase_within_amount', 'told_where_printed'))
),

terms as (
    select
        source_id as statement_id,
        check_id
    from {{ ref('int_check_term') }}
    where source_kind = 'statement'
),

percents as (
    select
        rule_id || ':' || left(document_id, 16) || ':' || source_id as check_id,
        unnest(list_distinct([source_id] || part_ids || base_ids)) as statement_id
    from {{ ref('int_printed_percentage') }}
),

compared as (
    select
        checks.check_id,
        checks.instance_key as statement_id
    from checks
    semi join {{ ref('int_statement') }} as statements on checks.instance_key = statements.statement_id
),

parts as (
    select
        checks.check_id,
        statements.statement_id
    from checks
    inner join {{ ref('int_statement') }} as statements on checks.instance_key = statements.parent_statement_id
    where checks.rule_id = 'text_part_within' and statements.role = 'amount'
),

linked as (
    select * from terms
    union
    select
        statement_id,
        check_id
    from percents
    union
    select
        statement_id,
        check_id
    from compared
    union
    select
        statement_id,
        check_id
    from parts
),

final as (
    select
        linked.statement_id,
        checks.check_id,
        checks.rule_id,
        checks.status
    from linked
    inner join checks on linked.check_id = checks.check_id
    semi join {{ ref('int_statement') }} as statements on linked.statement_id = statements.statement_id
)

select * from final

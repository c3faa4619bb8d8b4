-- How each rule fares in the reports of each place and of all places, and whether it can be believed there. A rule that
-- fails in two thirds of a place's reports to which it applies, four of them at least, and in a quarter of its checks
-- there, has not understood how that place prints its tables: it is suspect. The last condition spares rules over many
-- figures that a few misprints break in many reports. Notices (info) accuse nobody and cannot be suspect.
{% set least_failing_documents = 4 %}
with documents as (
    select
        document_id,
        row_number() over (order by document_id) as document_no,
        coalesce(division_code, division_name) as division_key,
        division_code,
        division_name
    from {{ ref('int_document') }}
    where is_published
),

checks as (
    select
        document_id,
        rule_id,
        rule_family,
        severity,
        status
    from {{ ref('fct_reconciliation') }}
),

kinds_of_checks as (
    select distinct
        rule_id,
        rule_family,
        severity
    from checks
),

rules as (
    select
        *,
        row_number() over (order by rule_id, rule_family, severity) as rule_no
    from kinds_of_checks
),

-- Each rule in each report, both by number: of ten thousand reports that is two million rows, whose texts would outgrow
-- a run's memory.
fared as (
    select
        rules.rule_no,
        documents.document_no,
        count(*) filter (where checks.status = 'passed') as passed_count,
        count(*) filter (where checks.status = 'failed') as failed_count,
        count(*) filter (where checks.status = 'not_applicable') as not_applicable_count
    from checks
    inner join documents on checks.document_id = documents.document_id
    inner join rules
        on
            checks.rule_id = rules.rule_id
            and checks.rule_family = rules.rule_family
            and checks.severity = rules.severity
    group by rules.rule_no, documents.document_no
),

placed as (
    select
        fared.*,
        documents.division_key,
        documents.division_code,
        documents.division_name
    from fared
    inner join documents on fared.document_no = documents.document_no
    where documents.division_key is not null
    union all
    select
        *,
        null as division_key,
        null as division_code,
        null as division_name
    from fared
),

counted as (
    select
        rules.rule_id,
        rules.rule_family,
        rules.severity,
        placed.division_key,
        max(placed.division_code) as division_code,
        max(placed.division_name) as division_name,
        count(*)::integer as document_count,
        count(*) filter (where placed.passed_count + placed.failed_count > 0)::integer as tried_document_count,
        count(*) filter (where placed.failed_count > 0)::integer as failing_document_count,
        sum(placed.passed_count)::integer as passed_count,
        sum(placed.failed_count)::integer as failed_count,
        sum(placed.not_applicable_count)::integer as not_applicable_count
    from placed
    inner join rules on placed.rule_no = rules.rule_no
    group by rules.rule_id, rules.rule_family, rules.severity, placed.division_key
),

final as (
    select
        counted.*,
        case
            when switched_off.rule_id is not null then 'broken'
            when
                counted.severity != 'info'
                and counted.failing_document_count >= {{ least_failing_documents }}
                and 3 * counted.failing_document_count >= 2 * counted.tried_document_count
                and 4 * counted.failed_count >= counted.passed_count + counted.failed_count
                then 'suspect'
            else 'ok'
        end as state,
        switched_off.reason_zh as switched_off_reason_zh,
        switched_off.reason_en as switched_off_reason_en
    from counted
    left join {{ ref('stg_switched_off_rules') }} as switched_off on counted.rule_id = switched_off.rule_id
)

select * from final

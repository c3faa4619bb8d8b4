-- How each rule fares in the reports of each place and of all places, and whether it can be believed there. A rule that
-- fails in two thirds of a place's reports to which it applies, four of them at least, and in a quarter of its checks
-- there, has not understood how that place prints its tables: it is suspect. The last condition spares rules over many
-- figures that a few misprints break in many reports. Notices (info) accuse nobody and cannot be suspect.
{% set least_failing_documents = 4 %}
with documents as (
    select
        document_id,
        coalesce(division_code, division_name) as division_key,
        division_code,
        division_name
    from {{ ref('int_document') }}
    where is_published
),

fared as (
    select * from {{ ref('int_rule_fared') }}
),

placed as (
    select
        fared.rule_id,
        fared.rule_family,
        fared.severity,
        fared.passed_count,
        fared.failed_count,
        fared.not_applicable_count,
        documents.division_key,
        documents.division_code,
        documents.division_name
    from fared
    inner join documents on fared.document_id = documents.document_id
),

-- Each place, and all together; reports of no known place count among all.
counted as (
    select
        rule_id,
        rule_family,
        severity,
        division_key,
        case when grouping(division_key) = 0 then max(division_code) end as division_code,
        case when grouping(division_key) = 0 then max(division_name) end as division_name,
        count(*)::integer as document_count,
        count(*) filter (where passed_count + failed_count > 0)::integer as tried_document_count,
        count(*) filter (where failed_count > 0)::integer as failing_document_count,
        sum(passed_count)::integer as passed_count,
        sum(failed_count)::integer as failed_count,
        sum(not_applicable_count)::integer as not_applicable_count
    from placed
    group by
        grouping sets (
            (rule_id, rule_family, severity, division_key),
            (rule_id, rule_family, severity)
        )
    having grouping(division_key) = 1 or division_key is not null
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

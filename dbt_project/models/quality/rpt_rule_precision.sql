-- How often a rule is right where people looked: its findings by what was decided on them. A finding of several rules
-- counts for each.
with rules as (
    select * from {{ ref('rules') }}
),

findings as (
    select
        findings.finding_id,
        unnest(list_distinct(findings.rule_ids)) as rule_id,
        case when not verdicts.is_outgrown then verdicts.verdict end as verdict
    from {{ ref('int_finding') }} as findings
    left join {{ ref('int_finding_verdict') }} as verdicts on findings.finding_id = verdicts.finding_id
),

unmatched as (
    select
        unnest(list_distinct(string_split(replace(rule_ids_judged, ' ', ''), ';'))) as rule_id,
        finding_key
    from {{ ref('rpt_verdict') }}
    where state = 'unmatched'
),

gone as (
    select
        rule_id,
        count(*) as gone_count
    from unmatched
    group by rule_id
),

counted as (
    select
        rule_id,
        count(*) as finding_count,
        count(*) filter (where verdict = 'confirmed') as confirmed_count,
        count(*) filter (where verdict = 'not_a_fault') as not_a_fault_count,
        count(*) filter (where verdict = 'undecided') as undecided_count
    from findings
    group by rule_id
),

final as (
    select
        rules.rule_id,
        rules.family as rule_family,
        rules.severity,
        rules.sentence_zh,
        rules.sentence_en,
        coalesce(counted.finding_count, 0)::integer as finding_count,
        coalesce(counted.confirmed_count, 0)::integer as confirmed_count,
        coalesce(counted.not_a_fault_count, 0)::integer as not_a_fault_count,
        coalesce(counted.undecided_count, 0)::integer as undecided_count,
        case
            when counted.confirmed_count + counted.not_a_fault_count > 0
                then (
                    counted.confirmed_count * 100.0 / (counted.confirmed_count + counted.not_a_fault_count)
                )::decimal(6, 2)
        end as precision_percent,
        coalesce(gone.gone_count, 0)::integer as no_longer_found_count
    from rules
    left join counted on rules.rule_id = counted.rule_id
    left join gone on rules.rule_id = gone.rule_id
    where counted.rule_id is not null or gone.rule_id is not null
)

select * from final

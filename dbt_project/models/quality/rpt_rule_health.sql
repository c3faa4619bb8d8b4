-- Which rules can be believed where: how often each fails in the reports of each place, and over all places.
with health as (
    select * from {{ ref('int_rule_health') }}
),

rules as (
    select * from {{ ref('rules') }}
),

final as (
    select
        health.rule_id || '@' || coalesce(health.division_key, 'all') as rule_health_key,
        health.rule_id,
        health.rule_family,
        health.severity,
        rules.sentence_zh,
        rules.sentence_en,
        case when health.division_key is null then 'all_places' else 'place' end as scope_kind,
        health.division_key,
        health.division_code,
        health.division_name,
        health.document_count,
        health.tried_document_count,
        health.failing_document_count,
        case
            when health.tried_document_count > 0
                then (health.failing_document_count * 100.0 / health.tried_document_count)::decimal(6, 2)
        end as failing_document_percent,
        health.passed_count,
        health.failed_count,
        health.not_applicable_count,
        health.state,
        case health.state
            when 'broken' then '规则在本次运行中停用：' || health.switched_off_reason_zh
            when 'suspect' then
                '适用的' || health.tried_document_count || '份报告中有' || health.failing_document_count
                || '份不符，多半是规则没有读懂这里的表，不据此指报告有误'
        end as reason_zh,
        case health.state
            when 'broken' then 'Switched off in this run: ' || health.switched_off_reason_en
            when 'suspect' then
                'Fails in ' || health.failing_document_count || ' of the ' || health.tried_document_count
                || ' reports to which it applies: more likely the rule has not understood the tables printed here than '
                || 'all these reports are wrong'
        end as reason_en
    from health
    inner join rules on health.rule_id = rules.rule_id
)

select * from final

-- What a person decided on each finding. A verdict belongs to the finding that rests on the disagreement it was given
-- to; if that finding now also rests on rules the person has not seen fail, the verdict is outgrown and only shown.
{{ config(schema='intermediate', contract={'enforced': false}) }}
with verdicts as (
    select * from {{ ref('stg_verdicts') }}
),

findings as (
    select
        known.finding_id,
        known.finding_key as own_key,
        findings.rule_ids,
        unnest(known.disagreement_keys) as finding_key
    from {{ ref('int_finding_key') }} as known
    inner join {{ ref('int_finding') }} as findings on known.finding_id = findings.finding_id
),

matched as (
    select
        findings.finding_id,
        findings.own_key,
        verdicts.finding_key,
        verdicts.verdict,
        verdicts.note,
        verdicts.reviewer,
        verdicts.reviewed_on,
        verdicts.rule_ids is not null
        and not list_has_all(string_split(replace(verdicts.rule_ids, ' ', ''), ';'), findings.rule_ids) as is_outgrown
    from findings
    inner join verdicts on findings.finding_key = verdicts.finding_key
),

final as (
    select * exclude (own_key) from matched
    qualify row_number() over (
        partition by finding_id
        order by is_outgrown asc, finding_key = own_key desc, reviewed_on desc nulls last, finding_key asc
    ) = 1
)

select * from final

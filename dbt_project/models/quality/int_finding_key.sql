-- By what a person's verdict finds its finding again, over runs and changes of the program: each disagreement is known
-- by its rule, its page and the figures or words printed there, which stay what they are. A finding goes by the key of
-- its first one.
{{ config(schema='intermediate', contract={'enforced': false}) }}
with findings as (
    select
        finding_id,
        document_id,
        unnest(check_ids) as check_id
    from {{ ref('int_finding') }}
),

checks as (
    select * from {{ ref('fct_reconciliation') }}
    where status = 'failed'
),

keyed as (
    select
        findings.finding_id,
        findings.document_id,
        checks.rule_id,
        checks.left_page_no,
        left(findings.document_id, 16) || '-d' || left(md5(concat_ws(
            '|',
            checks.rule_id,
            coalesce(checks.left_page_no, 0),
            regexp_replace(coalesce(checks.left_text, checks.left_value::varchar, ''), '\s', '', 'g'),
            regexp_replace(coalesce(checks.right_text, checks.right_value::varchar, ''), '\s', '', 'g')
        )), 12) as disagreement_key
    from findings
    inner join checks on findings.check_id = checks.check_id
),

final as (
    select
        finding_id,
        document_id,
        first(disagreement_key order by left_page_no nulls last, rule_id, disagreement_key) as finding_key,
        list(distinct disagreement_key order by disagreement_key) as disagreement_keys
    from keyed
    group by finding_id, document_id
)

select * from final

-- Every rule on every report: each check with both sides and whether they agree, and each rule that found nothing to
-- compare. Whether a failure may be held against the report is for int_check_standing to say.
with rules as (
    select * from {{ ref('rules') }}
),

documents as (
    select * from {{ ref('int_document') }}
    where is_published
),

scope as (
    select * from {{ ref('int_rule_scope') }}
),

sums as (
    select
        *,
        -- Counts are exact; money may differ by what the printed unit rounds away, and by nothing else.
        case when value_unit = 'count' then 0 else slack end as tolerance,
        null::varchar as left_text,
        null::varchar as right_text,
        null::varchar as reason,
        abs(left_value - right_value) <= case when value_unit = 'count' then 0 else slack end as is_same
    from {{ ref('int_check_sum') }}
),

directs as (
    select
        *,
        remark as reason
    from {{ ref('int_check_direct') }}
),

blanks as (
    select
        *,
        rule_id || ':' || left(document_id, 16) || ':none' as check_id,
        'none' as instance_key
    from {{ ref('int_rule_blank') }}
),

checks as (
    select * exclude (slack) from sums
    union all by name
    select * exclude (proven_source_ids, remark) from directs
    union all by name
    select * from blanks
),

judged as (
    select
        checks.check_id,
        checks.document_id,
        checks.rule_id,
        checks.instance_key,
        rules.family as rule_family,
        rules.severity,
        documents.fiscal_year,
        documents.report_kind,
        checks.table_id,
        checks.table_kind,
        coalesce(checks.value_unit, 'text') as value_unit,
        checks.left_label,
        checks.left_value::decimal(24, 6) as left_value,
        checks.right_label,
        checks.right_value::decimal(24, 6) as right_value,
        (checks.left_value - checks.right_value)::decimal(24, 6) as difference,
        checks.tolerance::decimal(24, 6) as tolerance,
        checks.left_text,
        checks.right_text,
        checks.left_page_no::integer as left_page_no,
        checks.right_page_no::integer as right_page_no,
        coalesce(checks.left_cell_ids, []) as left_cell_ids,
        coalesce(checks.right_cell_ids, []) as right_cell_ids,
        case when checks.is_same then 'passed' when not checks.is_same then 'failed' else 'not_applicable' end
            as status,
        case
            when checks.is_same is null
                then
                    coalesce(
                        nullif(trim(checks.reason), ''),
                        '一方没有印出数字或文字，无从比较 / one side prints no figure and no text: nothing to compare'
                    )
            else checks.reason
        end as reasons
    from checks
    inner join rules on checks.rule_id = rules.rule_id
    left join scope on checks.rule_id = scope.rule_id and checks.document_id = scope.document_id
    inner join documents on checks.document_id = documents.document_id
    where coalesce(scope.is_applicable, true) or checks.instance_key = 'none'
),

final as (
    select
        * exclude (reasons),
        {{ in_language('reasons', 'zh') }} as reason,
        {{ in_language('reasons', 'en') }} as reason_en
    from judged
)

select * from final

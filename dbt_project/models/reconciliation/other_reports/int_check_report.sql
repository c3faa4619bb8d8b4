-- Figures of a text against another report: the tables it was published beside, the report of the year before, the
-- budget of its year. They prove nothing of the other report's figures, which has its own checks.
with targets as (
    select * from {{ ref('int_statement_target') }}
    where relation != 'own'
),

figures as (
    select * from {{ ref('int_checkable_figure') }}
),

final as (
    select
        targets.rule_id,
        targets.document_id,
        targets.statement_id as instance_key,
        any_value(stated.table_id) as table_id,
        any_value(stated.table_kind) as table_kind,
        any_value(stated.value_unit) as value_unit,
        any_value(stated.label)
        || case when count(changes.change_id) > 0 then '（减去增减额）' else '' end as left_label,
        any_value(stated.value + coalesce(changes.sign_to_prior * changes.change_yuan, 0))::decimal(24, 6)
            as left_value,
        any_value(coalesce(other.fiscal_year, stated.fiscal_year)) || '年报告：'
        || string_agg(coalesce(other.label, '空表'), ' + ' order by other.label) as right_label,
        sum(controls.value)::decimal(24, 6) as right_value,
        -- A text may fit a last digit so that its parts add up: a whole last digit, not half of one.
        (
            2 * any_value(stated.slack)
            + any_value(coalesce(changes.change_slack_yuan, 0))
            + sum(controls.slack)
        )::decimal(24, 6) as tolerance,
        any_value(stated.page_no) as left_page_no,
        min(other.page_no) as right_page_no
    from targets
    inner join {{ ref('int_control_in_reach') }} as controls
        on
            targets.document_id = controls.document_id
            and targets.relation = controls.relation
            and targets.control_key = controls.control_key
            and targets.join_key = controls.join_key
    inner join figures as stated on targets.statement_id = stated.source_id
    left join figures as other on controls.source_id = other.source_id
    left join {{ ref('int_stated_change') }} as changes
        on
            case when targets.rule_id = 'prior_change_of_its_report' then targets.statement_id end = changes.amount_id
            and changes.change_id is not null
            and changes.sign_to_prior is not null
    where targets.rule_id != 'prior_change_of_its_report' or changes.amount_id is not null
    group by targets.rule_id, targets.document_id, targets.statement_id
)

select * from final

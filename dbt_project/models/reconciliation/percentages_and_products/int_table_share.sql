-- Shares a table prints beside its amounts (占比), each with the amount and the whole it is a
-- share of (seed share_rules).
with share_rules as (
    select * from {{ ref('share_rules') }}
),

figures as (
    select
        figures.document_id,
        figures.source_id,
        figures.table_id,
        figures.table_kind,
        figures.row_id,
        figures.measure_key,
        figures.amount_year,
        figures.fiscal_year,
        figures.value,
        figures.slack,
        row_tree.row_key,
        row_tree.form_no
    from {{ ref('int_checkable_figure') }} as figures
    inner join {{ ref('int_row_tree') }} as row_tree on figures.row_id = row_tree.row_id
    semi join share_rules on figures.table_kind = share_rules.table_kind
    where figures.source_kind = 'line' and figures.figure_state = 'figure'
),

final as (
    select
        share_rules.rule_id,
        share.document_id,
        share.source_id,
        [part.source_id] as part_ids,
        part.value as part_yuan,
        part.slack as part_slack_yuan,
        [whole.source_id] as base_ids,
        whole.value as base_yuan,
        whole.slack as base_slack_yuan
    from figures as share  -- noqa: RF04
    inner join share_rules
        on
            share.table_kind = share_rules.table_kind
            and share.measure_key = share_rules.share_measure
            and share.row_key = share_rules.row_key
    inner join figures as part
        on
            share.row_id = part.row_id
            and share_rules.amount_measure = part.measure_key
            and share.fiscal_year = part.amount_year
    inner join figures as whole
        on
            share.table_id = whole.table_id
            and share.form_no = whole.form_no
            and share_rules.whole_row_key = whole.row_key
            and share_rules.amount_measure = whole.measure_key
            and share.fiscal_year = whole.amount_year
)

select * from final

-- Checks of parts, by the law of part and by the rules between tables: a part is at most its whole, but for what
-- rounding hides. Of figures printed coarser than their tables one is believed to be rounded, not both.
{{ config(meta={'parted_by': 'int_checkable_figure', 'rows_a_part': 5 * var('rows_a_part')}) }}
with pairs as (
    select
        'law_part' as rule_id,
        document_id,
        part_id,
        whole_id
    from {{ ref('int_law_part') }}
    where {{ in_part('document_id') }}
    union all
    select
        rule_id,
        document_id,
        part_id,
        whole_id
    from {{ ref('int_part_between') }}
    where {{ in_part('document_id') }}
),

figures as (
    select * from {{ ref('int_checkable_figure') }}
    where source_kind = 'line' and figure_state = 'figure' and {{ in_part('document_id') }}
),

final as (
    select
        pairs.rule_id,
        pairs.document_id,
        pairs.whole_id || ':' || pairs.part_id as instance_key,
        part.table_id,
        part.table_kind,
        part.value_unit,
        part.label as left_label,
        part.value as left_value,
        whole.label as right_label,
        whole.value as right_value,
        part.slack + whole.slack + greatest(part.coarser_slack, whole.coarser_slack) as tolerance,
        part.page_no as left_page_no,
        whole.page_no as right_page_no,
        [part.cell_id] as left_cell_ids,
        [whole.cell_id] as right_cell_ids,
        []::varchar[] as proven_source_ids,
        part.value - whole.value
        <= part.slack + whole.slack + greatest(part.coarser_slack, whole.coarser_slack) as is_same
    from pairs
    inner join figures as part on pairs.part_id = part.source_id
    inner join figures as whole on pairs.whole_id = whole.source_id
)

select * from final

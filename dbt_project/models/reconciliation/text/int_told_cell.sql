-- Figures of the text and what the tables print where they speak of: a figure, nothing in the cell, or an empty table.
-- Where several controls add up, they print nothing only if none of them does. One row per figure of the text.
with targets as (
    select * from {{ ref('int_statement_target') }}
    where relation = 'own'
),

controls as (
    select * from {{ ref('int_control_total') }}
),

figures as (
    select * from {{ ref('int_checkable_figure') }}
    where source_kind = 'line'
),

kinds as (
    select
        controls.control_key,
        kinds.name_zh
    from {{ ref('int_control') }} as controls
    inner join {{ ref('int_table_kind') }} as kinds on controls.table_kind = kinds.table_kind
),

final as (
    select
        targets.statement_id,
        targets.document_id,
        any_value(statements.subject_text) as subject_text,
        any_value(statements.value_text || statements.unit_label) as told_text,
        any_value(statements.value_yuan) as value_yuan,
        any_value(statements.page_no) as page_no,
        bool_or(figures.figure_state = 'figure') as is_printed,
        bool_or(figures.figure_state = 'unreadable') as is_unreadable,
        arg_min(figures.table_id, controls.source_id) as table_id,
        arg_min(figures.table_kind, controls.source_id) as table_kind,
        min(figures.page_no) as table_page_no,
        list_sort(list_distinct(list(figures.cell_id) filter (where figures.cell_id is not null))) as cell_ids,
        -- A table without any figure has no cell to name.
        coalesce(arg_min(figures.label, controls.source_id), min(kinds.name_zh) || '（空表）') as cell_label,
        count(distinct targets.control_key) = count(distinct controls.control_key) as are_all_known
    from targets
    inner join {{ ref('int_statement') }} as statements on targets.statement_id = statements.statement_id
    inner join controls
        on
            targets.document_id = controls.document_id
            and targets.control_key = controls.control_key
            and targets.join_key = controls.join_key
    left join figures on controls.source_id = figures.source_id
    left join kinds on controls.control_key = kinds.control_key
    where statements.value_yuan is not null
    group by targets.statement_id, targets.document_id
)

select * from final

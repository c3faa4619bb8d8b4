-- Which row each row is summed into: the nearest row above it in the tree whose code, if both have one, begins its
-- own; for a total printed below its parts, the rows of its block that stand under nothing else.
with row_tree as (
    select * from {{ ref('int_row_tree') }}
),

row_ancestors as (
    select * from {{ ref('int_row_ancestor') }}
    where distance > 0
),

printed_rows as (
    select
        *,
        -- A total among the parts counts them again.
        coalesce(regexp_matches(label_printed, '[合总小]计$'), false) as is_no_part,
        coalesce(regexp_matches(label_printed, '^\s*[（(]?[一二三四五六七八九十]+[)）、.．]'), false) as is_numbered,
        coalesce(function_code, economic_code, unit_code, project_code, procurement_code) is not null as has_key
    from {{ ref('stg_rows') }}
),

nearest as (
    select
        row_ancestors.row_id,
        arg_min(row_ancestors.ancestor_row_id, row_ancestors.distance) as parent_row_id
    from row_ancestors
    inner join printed_rows as child on row_ancestors.row_id = child.row_id
    inner join printed_rows as parent on row_ancestors.ancestor_row_id = parent.row_id
    where
        -- A misprinted code (7|11|02) says nothing of the row's place.
        (
            coalesce(starts_with(child.function_code, parent.function_code), true)
            or not regexp_matches(child.function_code, '^2[0-9]{2}([0-9]{2}){0,2}$')
        )
        and coalesce(starts_with(child.economic_code, parent.economic_code), true)
    group by row_ancestors.row_id
),

-- Rows of tables with named totals (收支总表) are summed by summary_equations, not here.
lower_totals as (
    select row_tree.*
    from row_tree
    anti join nearest on row_tree.row_id = nearest.parent_row_id
    where row_tree.row_kind = 'total' and row_tree.row_key is null
),

above_a_total as (
    select
        row_tree.row_id,
        arg_min(lower_totals.row_id, lower_totals.row_no) as parent_row_id
    from row_tree
    inner join lower_totals
        on
            row_tree.table_id = lower_totals.table_id
            and row_tree.form_no = lower_totals.form_no
            and row_tree.block_no = lower_totals.block_no
            and row_tree.row_no < lower_totals.row_no
    anti join nearest on row_tree.row_id = nearest.row_id
    where row_tree.row_kind in ('line', 'group')
    group by row_tree.row_id
),

parents as (
    {% for source in ['nearest', 'above_a_total', ref('int_total_of_halves')] -%}
    select
        row_id,
        parent_row_id,
        {{ 'true' if loop.last else 'false' }} as is_in_other_half
    from {{ source }}
    {{ 'union all' if not loop.last }}
    {% endfor %}
),

final as (
    select
        parents.row_id,
        parents.parent_row_id,
        parents.is_in_other_half,
        parent.table_id,
        parent.document_id,
        case
            when parent.row_kind = 'total' then 'total'
            when len(parent.function_code) = 3 then 'function_class'
            when len(parent.function_code) = 5 then 'function_subclass'
            when len(parent.economic_code) = 3 then 'economic_class'
            -- 本年收入 and its like are summed by name (summary_equations).
            when parent.row_kind = 'subtotal' then 'subtotal'
            else 'group'
        end as parent_kind,
        -- Numbered heads among plain lines (一、货物 … 办公设备) have levels of their own, which the print doesn't show.
        bool_or(child.is_no_part) over (partition by parents.parent_row_id)
        or (
            bool_or(child.is_numbered and not child.has_key) over (partition by parents.parent_row_id)
            and bool_or(not child.is_numbered and not child.has_key) over (partition by parents.parent_row_id)
        )
        -- One code on two rows (21999 as subclass and as item) is two levels, not two parts.
        or count(distinct child.function_code) filter (where len(child.function_code) = 5)
            over (partition by parents.parent_row_id)
        < count(child.function_code) filter (where len(child.function_code) = 5) over (
            partition by parents.parent_row_id
        ) as has_mixed_rows,
        bool_and(child.has_key) over (partition by parents.parent_row_id) as has_keyed_parts
    from parents
    inner join printed_rows as child on parents.row_id = child.row_id
    inner join printed_rows as parent on parents.parent_row_id = parent.row_id
    -- 其中 rows name a part of the row above them, and are no summands of it.
    where not coalesce(child.is_part, false)
)

select * from final

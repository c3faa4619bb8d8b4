-- Rows that say in full what they are of: totals, rows with a code, a project, a unit or a label of known meaning. Not
-- mere parts (其中), nor 支出总计, which holds what is carried to the next year too, nor, once a table has named a unit,
-- rows of which it does not say whose they are.
{{ config(meta={'parted_by': 'int_row_tree', 'rows_a_part': var('amounts_a_part')}) }}
with rows_of_trees as (
    select
        row_id,
        is_part
    from {{ ref('int_row_tree') }}
    where {{ in_part('document_id') }}
),

placed as (
    select
        printed_rows.row_id,
        printed_rows.table_id,
        printed_rows.document_id,
        printed_rows.row_kind,
        printed_rows.row_key,
        printed_rows.function_code,
        printed_rows.economic_code,
        project_rows.project_key,
        coalesce(printed_rows.unit_code, printed_rows.unit_name_printed) as unit,
        rows_of_trees.is_part,
        printed_rows.row_no >= min(case when unit is not null then printed_rows.row_no end)
            over (partition by printed_rows.table_id, printed_rows.block_no)
            as is_below_a_unit
    from {{ ref('stg_rows') }} as printed_rows
    inner join rows_of_trees on printed_rows.row_id = rows_of_trees.row_id
    left join {{ ref('int_project_row') }} as project_rows on printed_rows.row_id = project_rows.row_id
    where {{ in_part('printed_rows.document_id') }}
),

-- A project that one table names with its unit (实施单位 of a form) and another without: the unit parts nothing.
projects_of_some_unit as (
    select
        document_id,
        project_key
    from placed
    where project_key is not null
    group by document_id, project_key
    having
        bool_or(unit is not null)
        and count(distinct table_id) filter (where unit is not null) < count(distinct table_id)
),

final as (
    select
        placed.* exclude (placed.table_id, placed.is_part, placed.is_below_a_unit)
        replace (case when projects_of_some_unit.project_key is null then placed.unit end as unit)
    from placed
    left join projects_of_some_unit
        on
            placed.document_id = projects_of_some_unit.document_id
            and placed.project_key = projects_of_some_unit.project_key
    left join {{ ref('row_key_facts') }} as row_key_facts on placed.row_key = row_key_facts.row_key
    where
        not placed.is_part
        and (placed.row_key is null or row_key_facts.row_key is not null)
        and coalesce(placed.row_key, '') != 'expenditure_grand_total'
        and (
            placed.row_kind = 'total'
            or placed.row_key is not null
            or placed.unit is not null
            or not coalesce(placed.is_below_a_unit, false)
            and coalesce(placed.function_code, placed.economic_code, placed.project_key) is not null
        )
)

select * from final

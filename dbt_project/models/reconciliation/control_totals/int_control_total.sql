-- The figures the control totals point at: one or more per document, control and key (a code or a project, where
-- the control has many). A table without any figure counts as zero and gives a row without a figure.
with controls as (
    select
        *,
        string_split(measures, '|') as measure_list
    from {{ ref('int_control') }}
),

documents as (
    select
        document_id,
        fiscal_year
    from {{ ref('int_document') }}
    where is_published
),

-- Where a report prints a kind of table twice (once a unit, say), which one is meant can't be told.
single_tables as (
    select
        document_id,
        table_kind,
        any_value(table_id) as table_id,
        bool_and(is_empty) as is_empty
    from {{ ref('stg_printed_tables') }}
    where table_kind is not null and not is_held_back
    group by document_id, table_kind
    having count(*) = 1
),

-- One figure per row, measure and year, else the column is not known for sure.
figures as (
    select * from {{ ref('int_checkable_figure') }}
    where source_kind = 'line' and value_unit = 'yuan' and value_type = 'money' and measure_key is not null
    qualify count(*) over (partition by row_id, measure_key, amount_year) = 1
),

row_selectors as (
    select * from {{ ref('int_row_selector') }}
),

selected as (
    select
        controls.control_key,
        figures.document_id,
        row_selectors.join_key,
        figures.source_id,
        figures.value,
        figures.slack,
        row_selectors.level_no
    from controls
    inner join figures
        on
            controls.table_kind = figures.table_kind
            and figures.amount_year = figures.fiscal_year + controls.year_offset
            and list_contains(controls.measure_list, figures.measure_key)
    inner join single_tables on figures.table_id = single_tables.table_id
    inner join
        row_selectors
        on figures.row_id = row_selectors.row_id and controls.row_selector = row_selectors.row_selector
    -- A row of revenue under a header of expenditure (支出按资金来源) states another thing.
    where not (starts_with(controls.row_selector, 'row_key:revenue') and contains(figures.column_label, '支出'))
    -- Of several names for one measure the first that is printed counts; of a key on several levels, the outermost.
    qualify
        rank() over (
            partition by controls.control_key, figures.document_id, row_selectors.join_key
            order by row_selectors.level_no, list_position(controls.measure_list, figures.measure_key)
        ) = 1
),

-- Without a key to tell rows apart, only one row can be meant.
unambiguous as (
    select selected.* exclude (selected.level_no)
    from selected
    qualify selected.join_key != '' or count(*) over (partition by selected.control_key, selected.document_id) = 1
),

empty_tables as (
    select
        controls.control_key,
        single_tables.document_id,
        '' as join_key,
        null::varchar as source_id,
        0::decimal(24, 6) as value,  -- noqa: RF04
        0::decimal(24, 6) as slack
    from controls
    inner join single_tables on controls.table_kind = single_tables.table_kind and single_tables.is_empty
    inner join documents on single_tables.document_id = documents.document_id
    anti join unambiguous
        on controls.control_key = unambiguous.control_key and single_tables.document_id = unambiguous.document_id
    where controls.year_offset = 0
),

final as (
    select * from unambiguous
    union all
    select * from empty_tables
)

select * from final

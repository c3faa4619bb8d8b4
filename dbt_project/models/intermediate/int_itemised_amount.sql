-- Amounts that other rows of their column take apart, where it is the row that says what is measured: “三公”经费 above its
-- items, whether they are printed deeper or beside it.
{{ config(meta={'parted_by': 'int_amount', 'rows_a_part': var('amounts_a_part')}) }}
with amounts as (
    select
        line_id,
        document_id,
        table_id,
        row_id,
        block_no,
        form_no,
        col_no,
        amount_year,
        unit_name,
        measure_key
    from {{ ref('int_amount') }}
    where value_type = 'money' and value is not null and measure_key is not null and {{ in_part('document_id') }}
),

table_columns as (
    select * from {{ ref('stg_columns') }}
),

measured_by_row as (
    select amounts.*
    from amounts
    anti join table_columns
        on
            amounts.table_id = table_columns.table_id
            and amounts.block_no = table_columns.block_no
            and amounts.col_no = table_columns.col_no
            and amounts.measure_key = table_columns.measure_key
),

items as (
    select measured_by_row.*
    from measured_by_row
    inner join {{ ref('int_row_tree') }} as row_tree on measured_by_row.row_id = row_tree.row_id
    where not row_tree.is_part
),

final as (
    select distinct whole.line_id
    from items
    inner join {{ ref('int_measure_ancestor') }} as measure_ancestors
        on items.measure_key = measure_ancestors.measure_key
    inner join measured_by_row as whole
        on
            items.table_id = whole.table_id
            and items.block_no = whole.block_no
            and items.form_no = whole.form_no
            and items.col_no = whole.col_no
            and items.amount_year is not distinct from whole.amount_year
            and items.unit_name is not distinct from whole.unit_name
            and measure_ancestors.ancestor_measure_key = whole.measure_key
    where items.measure_key != whole.measure_key
)

select * from final

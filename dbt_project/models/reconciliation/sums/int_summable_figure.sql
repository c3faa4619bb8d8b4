-- The figures of a row that may be summed across it: those of rows all of whose amounts are understood, each measure
-- printed once a year, and whether the figure's column is only a part of another (其中). Keys alone, no labels: there
-- are millions of them.
with figures as (
    select
        source_id,
        document_id,
        table_id,
        table_kind,
        row_id,
        col_no,
        measure_key,
        amount_year,
        value
    from {{ ref('int_checkable_figure') }}
    where source_kind = 'line' and value_type = 'money'
),

-- A row with an amount in a column nobody understands can't be summed; nor one that prints a measure of one year
-- twice.
not_understood as (
    select row_id from figures
    where measure_key is null and value != 0
),

printed_twice as (
    select row_id
    from figures
    where measure_key is not null
    group by row_id, measure_key, amount_year
    having count(*) > 1
),

-- What is only a part of a column (其中), by its words or because the sums close without it, is no summand.
part_columns as (
    select
        table_id,
        col_no
    from {{ ref('stg_columns') }}
    where is_part
),

sound_figures as (
    select
        figures.source_id,
        figures.document_id,
        figures.table_kind,
        figures.row_id,
        figures.measure_key,
        figures.amount_year,
        part_columns.col_no is not null as is_part
    from figures
    left join part_columns on figures.table_id = part_columns.table_id and figures.col_no = part_columns.col_no
    anti join not_understood on figures.row_id = not_understood.row_id
    anti join printed_twice on figures.row_id = printed_twice.row_id
    where figures.measure_key is not null
)

select * from sound_figures

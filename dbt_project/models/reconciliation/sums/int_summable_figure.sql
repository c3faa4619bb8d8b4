-- The figures of a row that may be summed across it: those of rows all of whose amounts are understood, each measure
-- printed once a year, and whether the figure's column is only a part of another (其中).
with figures as (
    select * from {{ ref('int_checkable_figure') }}
    where source_kind = 'line' and value_type = 'money'
),

-- A row with an amount in a column nobody understands can't be summed; nor one that prints a measure of one year
-- twice.
doubtful_rows as (
    select row_id
    from figures
    group by row_id
    having
        bool_or(measure_key is null and value != 0)
        or count(*) filter (where measure_key is not null)
        > count(distinct concat_ws('/', measure_key, amount_year)) filter (where measure_key is not null)
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
        figures.*,
        part_columns.col_no is not null as is_part
    from figures
    left join part_columns on figures.table_id = part_columns.table_id and figures.col_no = part_columns.col_no
    anti join doubtful_rows on figures.row_id = doubtful_rows.row_id
    where figures.measure_key is not null
)

select * from sound_figures

-- Columns that hold something else than their measure says: mere parts (其中), and columns that hold, as a part, what
-- elsewhere stands beside them (事业单位经营支出 within 项目支出).
with table_columns as (
    select
        table_id,
        block_no,
        col_no,
        measure_key,
        header_path,
        parent_col_no,
        is_part
    from {{ ref('stg_columns') }}
),

-- What only the sums leave out, and no word calls a part of the column it stands beside (会议费 beside 三公经费), is what
-- its measure says.
mere_parts as (
    select
        part.table_id,
        part.block_no,
        part.col_no,
        part.measure_key
    from table_columns as part
    left join table_columns as whole
        on
            part.table_id = whole.table_id
            and part.block_no = whole.block_no
            and part.parent_col_no = whole.col_no
    left join {{ ref('measure_tree') }} as tree
        on part.measure_key = tree.measure_key and whole.measure_key = tree.parent_measure_key
    where
        part.is_part
        and (whole.measure_key is null or tree.measure_key is not null or contains(part.header_path, '其中'))
),

summands as (
    select * from {{ ref('measure_tree') }}
    where is_summand
),

-- A summand printed as a part makes any other summand of the same whole wider.
widened as (
    select distinct
        mere_parts.table_id,
        other.measure_key
    from mere_parts
    inner join summands on mere_parts.measure_key = summands.measure_key
    inner join summands as other
        on
            summands.parent_measure_key = other.parent_measure_key
            and summands.measure_key != other.measure_key
),

final as (
    select
        table_columns.table_id,
        table_columns.block_no,
        table_columns.col_no
    from table_columns
    inner join widened
        on table_columns.table_id = widened.table_id and table_columns.measure_key = widened.measure_key
    union
    select
        table_id,
        block_no,
        col_no
    from mere_parts
)

select * from final

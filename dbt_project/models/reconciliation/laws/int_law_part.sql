-- Pairs for the law of part: an amount, and the one that it is a part of by its words or its place: a row and the row
-- above it, a column and the one it is summed into or an of-which (其中) of. Not where a sum of the report holds the two
-- together already, for it tells the same and more; nor changes (增减额), which are no money, nor in tables with amounts
-- below zero, where a part may well be greater. What sums alone call a part stands beside the whole as well as in it.
{{ config(meta={'parted_by': 'int_amount', 'rows_a_part': 3 * var('amounts_a_part')}) }}
with measures as (
    select
        measure_key,
        coalesce(amount_basis, '') as basis
    from {{ ref('measures') }}
    where measure_key != 'change_amount' and coalesce(amount_basis, '') != 'change'
),

mere_parts as (
    select * from {{ ref('measure_tree') }}
    -- What a fund takes in is no part of what it spends, though it stands beside it.
    where not is_summand and measure_key != 'fund_income'
),

money as (
    select
        amounts.document_id,
        amounts.table_id,
        amounts.block_no,
        amounts.col_no,
        amounts.row_id,
        amounts.line_id,
        amounts.measure_key,
        amounts.amount_year,
        measures.basis
    from {{ ref('int_amount') }} as amounts
    inner join measures on amounts.measure_key = measures.measure_key
    where
        amounts.value_type = 'money' and amounts.amount_yuan is not null and not amounts.is_flagged
        and {{ in_part('amounts.document_id') }}
    qualify min(amounts.amount_yuan) over (partition by amounts.table_id) >= 0
),

rows_of_trees as (
    select
        row_id,
        parent_row_id
    from {{ ref('int_row_tree') }}
    where parent_row_id is not null and {{ in_part('document_id') }}
),

pairs as (
    select
        part.document_id,
        part.line_id as part_id,
        whole.line_id as whole_id
    from money as part
    inner join rows_of_trees on part.row_id = rows_of_trees.row_id
    inner join money as whole
        on
            rows_of_trees.parent_row_id = whole.row_id
            and part.block_no = whole.block_no
            and part.col_no = whole.col_no
            and part.measure_key = whole.measure_key
            and part.amount_year is not distinct from whole.amount_year
    union all
    select
        part.document_id,
        part.line_id as part_id,
        whole.line_id as whole_id
    from money as part
    inner join {{ ref('stg_columns') }} as part_columns
        on
            part.table_id = part_columns.table_id
            and part.block_no = part_columns.block_no
            and part.col_no = part_columns.col_no
    inner join money as whole
        on
            part.row_id = whole.row_id
            and part_columns.parent_col_no = whole.col_no
            and part.amount_year is not distinct from whole.amount_year
            and part.basis = whole.basis
    left join mere_parts
        on part.measure_key = mere_parts.measure_key and whole.measure_key = mere_parts.parent_measure_key
    where
        (
            not part_columns.is_part
            or mere_parts.measure_key is not null
            or contains(part_columns.header_path, '其中')
        )
        and {{ in_part('part_columns.document_id') }}
),

sums as (
    select
        check_id,
        side,
        source_id
    from {{ ref('int_check_term') }}
    where source_kind = 'line' and {{ in_part('document_id') }}
),

summed as (
    select distinct
        pairs.part_id,
        pairs.whole_id
    from pairs
    inner join sums as right_side on pairs.part_id = right_side.source_id and right_side.side = 'right'
    inner join sums as left_side
        on
            right_side.check_id = left_side.check_id
            and pairs.whole_id = left_side.source_id
            and left_side.side = 'left'
)

select pairs.*
from pairs
anti join summed on pairs.part_id = summed.part_id and pairs.whole_id = summed.whole_id

-- What is printed along the way down to a row, built once a row from the top down: 总计/教育支出/普通教育.
{{ config(meta={'parted_by': 'int_row_tree', 'rows_a_part': var('rows_a_part')}) }}
with recursive rows_of_part as (
    select
        row_tree.row_id,
        row_tree.document_id,
        row_tree.parent_row_id,
        coalesce(row_tree.row_words, nameless_rows.row_words) as row_words
    from {{ ref('int_row_tree') }} as row_tree
    left join {{ ref('int_nameless_row') }} as nameless_rows on row_tree.row_id = nameless_rows.row_id
    where {{ in_part('row_tree.document_id') }}
),

paths as (
    select
        row_id,
        document_id,
        row_words,
        row_words as row_path
    from rows_of_part
    where parent_row_id is null
    union all
    select
        rows_of_part.row_id,
        rows_of_part.document_id,
        rows_of_part.row_words,
        nullif(concat_ws('/', paths.row_path, rows_of_part.row_words), '') as row_path
    from paths
    inner join rows_of_part on paths.row_id = rows_of_part.parent_row_id
)

select * from paths

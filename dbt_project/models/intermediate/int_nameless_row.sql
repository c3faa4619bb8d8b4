-- Rows without a name of their own that print texts all the same (服务目录 in three columns, 政府经济分类 beside no other
-- name): these texts, from left to right, are what a reader would call the row. Forms have captions, not rows.
with row_tree as (
    select * from {{ ref('int_row_tree') }}
    where row_words is null
),

forms as (
    select printed_tables.table_id
    from {{ ref('stg_printed_tables') }} as printed_tables
    inner join {{ ref('int_table_kind') }} as table_kinds on printed_tables.table_kind = table_kinds.table_kind
    where table_kinds.is_form
),

labels as (
    select * from {{ ref('stg_labels') }}
),

final as (
    select
        row_tree.row_id,
        string_agg(labels.text, '/' order by regexp_extract(labels.label_id, '\d+$')::integer) as row_words
    from row_tree
    inner join labels on row_tree.row_id = labels.row_id
    anti join forms on row_tree.table_id = forms.table_id
    group by row_tree.row_id
)

select * from final

-- What a report says of a point, once for all tables that print it: of the amounts told, the one most tables agree on,
-- and of those the first.
{{ config(meta={'parted_by': 'int_law_point', 'rows_a_part': var('amounts_a_part')}) }}
with points as (
    select
        *,
        count(*) over (partition by document_id, point_key, amount_yuan) as same_count
    from {{ ref('int_law_point') }}
    where is_single and {{ in_part('document_id') }}
),

final as (
    select
        document_id,
        point_key,
        table_kind,
        line_id
    from points
    qualify
        row_number() over (
            partition by document_id, point_key
            order by same_count desc, page_no asc, row_no asc, col_no asc, line_id asc
        ) = 1
)

select * from final

-- How far the sums of a table prove its structure: which rows and columns are parts of which. Sums within the table
-- alone count, of telling amounts, and those of the same amounts once.
with relation_proofs as (
    select * from {{ ref('int_relation_proof') }}
    where relation_kind in ('across', 'down', 'named_rows')
),

final as (
    select
        place_key as table_id,
        sum(tried_count)::integer as tried_count,
        sum(closed_count)::integer as closed_count
    from relation_proofs
    group by place_key
)

select * from final

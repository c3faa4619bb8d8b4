-- Endings of the names of the official procurement catalogue that say by themselves whether goods, works or services
-- are bought: all names that end so are of one of the three.
with items as (
    select
        code,
        left(code, 1) as category_code,
        code = left(code, 1) as is_category,
        {{ comparable_name('name') }} as name
    from {{ ref('procurement_item') }}
),

endings as (
    select
        *,
        unnest(range(2, len(name) + 1)) as ending_length
    from items
),

final as (
    select
        right(name, ending_length) as ending,
        min(category_code) as category_code,
        count(distinct code)::integer as item_count,
        bool_or(len(name) = ending_length) as is_name,
        bool_or(len(name) = ending_length and is_category) as is_category
    from endings
    group by right(name, ending_length)
    having count(distinct category_code) = 1
)

select * from final

-- Goods, works or services of each name of a purchase that a table prints: by the code before it, else by the longest
-- ending that names of the official catalogue share. What no such ending tells stays open; so does what is done to a
-- thing (租赁-设备和机械), which ends like the thing.
with printed as (
    select distinct
        procurement_code,
        procurement_name_printed,
        trim(regexp_replace(coalesce(procurement_name_printed, ''), '^[一二三四五六七八九十]+、', '')) as words
    from {{ ref('int_fact_amount') }}
    where fact_table = 'fct_procurement' and coalesce(procurement_code, procurement_name_printed) is not null
),

-- A05040101复印纸, A-货物, 货物A; what stands in brackets (20万以下) names no thing.
lettered as (
    select
        procurement_code,
        procurement_name_printed,
        coalesce(
            nullif(regexp_extract(procurement_code, '^[ABC]'), ''),
            nullif(regexp_extract(words, '^([ABC])[0-9_\-—－]', 1), '')
        ) as code_letter,
        regexp_replace(
            regexp_replace(words, '[(（][^()（）]*[)）]', '', 'g'), '^[ABC]?[0-9]*[_\-—－]?|[ABC]$', '', 'g'
        ) as words
    from printed
),

named as (
    select
        *,
        case when not regexp_matches(words, '[\-—－]') then {{ comparable_name('words') }} else '' end as name
    from lettered
),

endings as (
    select
        procurement_code,
        procurement_name_printed,
        name,
        unnest(range(2, len(name) + 1)) as ending_length
    from named
),

told as (
    select
        endings.procurement_code,
        endings.procurement_name_printed,
        max_by(catalogue.category_code, (endings.ending_length, catalogue.category_code)) as category_code,
        bool_or(catalogue.is_name and endings.ending_length = len(endings.name)) as is_whole_name
    from endings
    inner join {{ ref('int_catalogue_ending') }} as catalogue
        on right(endings.name, endings.ending_length) = catalogue.ending
    -- Two items are no usage, unless it is the very name, or that of all goods, works or services.
    where
        catalogue.item_count > 2
        or catalogue.is_category
        or (catalogue.is_name and endings.ending_length = len(endings.name))
    group by endings.procurement_code, endings.procurement_name_printed
),

final as (
    select
        named.procurement_code,
        named.procurement_name_printed,
        coalesce(named.code_letter, told.category_code) as category_code,
        case
            when named.code_letter is not null then 'code'
            when told.is_whole_name then 'name'
            when told.category_code is not null then 'ending'
        end as category_basis
    from named
    left join told
        on
            coalesce(named.procurement_code, '') = coalesce(told.procurement_code, '')
            and coalesce(named.procurement_name_printed, '') = coalesce(told.procurement_name_printed, '')
)

select * from final

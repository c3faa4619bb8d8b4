-- The names of the function classification, level by level, and what each code compares with: all of it that facts
-- repeat. How often reports show a code changes with every report, and stands in dim_function alone.
with classification as (
    select * from {{ ref('int_classification') }}
    where classification = 'function'
),

-- A name of something else, printed beside a code, names nothing below it.
names as (
    select * from classification
    where not coalesce(is_other_name, false)
),

-- Names of the levels above: of a renamed code the name of the years the row itself is valid in, else the present one.
paths as (
    select
        classification.code_key,
        arg_max(class_row.name, (coalesce(class_row.valid_from_year, 0), not class_row.is_listed, class_row.name))
        filter (where coalesce(class_row.valid_from_year, 0) <= coalesce(classification.valid_to_year, 9999))
            as class_name,
        arg_max(
            subclass_row.name,
            (coalesce(subclass_row.valid_from_year, 0), not subclass_row.is_listed, subclass_row.name)
        )
        filter (where coalesce(subclass_row.valid_from_year, 0) <= coalesce(classification.valid_to_year, 9999))
            as subclass_name
    from classification
    left join names as class_row on class_row.code = left(classification.code, 3)
    left join names as subclass_row
        on subclass_row.code = case when length(classification.code) >= 5 then left(classification.code, 5) end
    group by classification.code_key
),

final as (
    select
        classification.code_key as function_key,
        classification.code as function_code,
        classification.name as function_name,
        case length(classification.code) when 3 then 'class' when 5 then 'subclass' when 7 then 'item' else 'other' end
            as function_level,
        left(classification.code, 3) as class_code,
        case when length(classification.code) = 3 then classification.name else paths.class_name end as class_name,
        case when length(classification.code) >= 5 then left(classification.code, 5) end as subclass_code,
        case
            when length(classification.code) = 5 then classification.name
            when length(classification.code) > 5 then paths.subclass_name
        end as subclass_name,
        case when length(classification.code) = 7 then classification.code end as item_code,
        case when length(classification.code) = 7 then classification.name end as item_name,
        classification.fund as fund_source_key,
        comparable.comparable_code as comparable_function_code,
        comparable.comparable_name as comparable_function_name
    from classification
    left join paths on classification.code_key = paths.code_key
    left join {{ ref('int_comparable_code') }} as comparable
        on classification.classification = comparable.classification and classification.code_key = comparable.code_key
)

select * from final

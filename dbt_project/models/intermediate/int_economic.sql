-- The names of the departments' economic classification and what each code compares with: all of it that facts
-- repeat. How often reports show a code changes with every report, and stands in dim_economic alone.
with classification as (
    select * from {{ ref('int_classification') }}
    where classification = 'economic'
),

-- A name of something else, printed beside a code, names nothing below it.
class_rows as (
    select * from classification
    where length(code) = 3 and not coalesce(is_other_name, false)
),

-- Names of the class: of a renamed one the name of the years the row itself is valid in, else the present one.
class_names as (
    select
        classification.code_key,
        arg_max(class_rows.name, (coalesce(class_rows.valid_from_year, 0), class_rows.is_listed, class_rows.name))
        filter (where coalesce(class_rows.valid_from_year, 0) <= coalesce(classification.valid_to_year, 9999))
            as class_name
    from classification
    left join class_rows on left(classification.code, 3) = class_rows.code
    group by classification.code_key
),

final as (
    select
        classification.code_key as economic_key,
        classification.code as economic_code,
        classification.name as economic_name,
        case length(classification.code) when 3 then 'class' when 5 then 'subclass' else 'other' end as economic_level,
        left(classification.code, 3) as class_code,
        case when length(classification.code) = 3 then classification.name else class_names.class_name end
            as class_name,
        case when length(classification.code) >= 5 then left(classification.code, 5) end as subclass_code,
        case when length(classification.code) = 5 then classification.name end as subclass_name,
        comparable.comparable_code as comparable_economic_code,
        comparable.comparable_name as comparable_economic_name
    from classification
    left join class_names on classification.code_key = class_names.code_key
    left join {{ ref('int_comparable_code') }} as comparable
        on classification.classification = comparable.classification and classification.code_key = comparable.code_key
)

select * from final

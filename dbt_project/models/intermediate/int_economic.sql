-- The names of the departments' economic classification and what each code compares with: all of it that facts
-- repeat. How often reports show a code changes with every report, and stands in dim_economic alone.
with classification as (
    select * from {{ ref('int_classification') }}
    where classification = 'economic'
),

class_names as (
    select
        code as class_code,
        arg_max(name, is_listed::integer) as class_name
    from classification
    where length(code) = 3
    group by code
),

final as (
    select
        classification.code_key as economic_key,
        classification.code as economic_code,
        classification.name as economic_name,
        case length(classification.code) when 3 then 'class' when 5 then 'subclass' else 'other' end as economic_level,
        left(classification.code, 3) as class_code,
        class_names.class_name,
        case when length(classification.code) >= 5 then left(classification.code, 5) end as subclass_code,
        case when length(classification.code) = 5 then classification.name end as subclass_name,
        comparable.comparable_code as comparable_economic_code,
        comparable.comparable_name as comparable_economic_name
    from classification
    left join class_names on left(classification.code, 3) = class_names.class_code
    left join {{ ref('int_comparable_code') }} as comparable
        on classification.classification = comparable.classification and classification.code_key = comparable.code_key
)

select * from final

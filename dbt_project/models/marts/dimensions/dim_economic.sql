-- The departments' economic classification with its class, official list first, what only reports show after.
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
        comparable.comparable_name as comparable_economic_name,
        classification.valid_from_year,
        classification.valid_to_year,
        classification.evidence,
        classification.reports_seen_in::integer as reports_seen_in,
        classification.is_listed
    from classification
    left join class_names on left(classification.code, 3) = class_names.class_code
    left join {{ ref('int_comparable_code') }} as comparable
        on classification.classification = comparable.classification and classification.code_key = comparable.code_key
)

select * from final

-- The function classification with every level's name, official lists first, what only reports show after.
with names as (
    select * from {{ ref('int_function') }}
),

classification as (
    select * from {{ ref('int_classification') }}
    where classification = 'function'
),

final as (
    select
        names.*,
        classification.valid_from_year,
        classification.valid_to_year,
        classification.evidence,
        classification.reports_seen_in::integer as reports_seen_in,
        classification.is_listed
    from names
    inner join classification on names.function_key = classification.code_key
)

select * from final

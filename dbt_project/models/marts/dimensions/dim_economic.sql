-- The departments' economic classification with its class, official list first, what only reports show after.
with names as (
    select * from {{ ref('int_economic') }}
),

classification as (
    select * from {{ ref('int_classification') }}
    where classification = 'economic'
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
    inner join classification on names.economic_key = classification.code_key
)

select * from final

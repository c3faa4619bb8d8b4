-- Under which code and name of today an amount compares: a moved code under its successor (seed code_changes), a
-- renamed one under its present name, an extended one (3021101) under the code it extends.
with classification as (
    select * from {{ ref('int_classification') }}
),

changes as (
    select * from {{ ref('code_changes') }}
),

compared as (
    select
        classification.classification,
        classification.code_key,
        classification.name,
        changes.code is not null as is_moved,
        -- Whether the code or the name beside it is wrong can't be said: it compares with nothing.
        case when classification.is_other_name then classification.code_key end as own_code,
        coalesce(
            own_code,
            changes.comparable_code,
            left(classification.code, case classification.classification when 'function' then 7 else 5 end)
        ) as comparable_code
    from classification
    left join changes
        on
            classification.classification = changes.classification
            and classification.code = changes.code
            and classification.valid_to_year = changes.last_year
),

-- The name in force, and of several the one that came last.
present_names as (
    select
        classification,
        code,
        max_by(name, (coalesce(valid_to_year, 9999), is_listed, coalesce(valid_from_year, 0), name)) as name
    from classification
    group by classification, code
),

final as (
    select
        compared.classification,
        compared.code_key,
        compared.comparable_code,
        coalesce(present_names.name, compared.name) as comparable_name,
        compared.is_moved
    from compared
    left join present_names
        on
            compared.classification = present_names.classification
            and compared.comparable_code = present_names.code
)

select * from final

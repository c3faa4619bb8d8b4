-- Rules that accuse nobody in a report: they fail for most reports of its place, or of all places.
with suspects as (
    select
        rule_id,
        division_key
    from {{ ref('int_rule_health') }}
    where state = 'suspect'
),

documents as (
    select
        document_id,
        coalesce(division_code, division_name) as division_key
    from {{ ref('int_document') }}
    where is_published
),

final as (
    select distinct
        documents.document_id,
        suspects.rule_id
    from documents
    inner join suspects on documents.division_key = suspects.division_key
    union
    select
        documents.document_id,
        suspects.rule_id
    from documents
    cross join suspects
    where suspects.division_key is null
)

select * from final

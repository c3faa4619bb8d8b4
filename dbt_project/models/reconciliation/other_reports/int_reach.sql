-- The report itself, and those it may be held against.
with reach as (
    select distinct
        document_id,
        'own' as relation,
        document_id as printed_in
    from {{ ref('int_document') }}
    union all
    select
        document_id,
        relation,
        companion_id as printed_in
    from {{ ref('int_companion') }}
)

select * from reach

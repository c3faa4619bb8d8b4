-- Which documents count. A document is left out if its own reading, its structure, or the gate of an earlier candidate
-- holds it back, if nobody can tell whose or of which year it is, if its file was taken out of data/raw/, or if a later
-- version of it counts; each with the reason.
with documents as (
    select * from {{ ref('int_identity') }}
),

hold_reasons as (
    select
        document_id,
        coalesce(hold_reason, '未说明原因 / held back without a reason') as reason
    from documents
    where is_held_back
    union all
    select
        document_id,
        problem_zh || ' / ' || problem_en as reason
    from documents
    where problem_en is not null
    union all
    select
        document_id,
        hold_reason as reason
    from {{ ref('stg_holds') }}
    where table_id is null
    union all
    select
        document_id,
        problem as reason
    from {{ ref('int_structure_problem') }}
),

holds as (
    select
        document_id,
        string_agg(reason, '; ' order by reason) as hold_reason
    from hold_reasons
    group by document_id
),

-- A document the registry does not know (a hand-over made by hand) counts; one it knows needs a file that is there.
file_presence as (
    select
        document_id,
        bool_or(status in ('accepted', 'duplicate')) as is_present
    from {{ ref('stg_files') }}
    where document_id is not null
    group by document_id
),

superseded as (
    select
        earlier_document_id as document_id,
        later_document_id
    from {{ ref('int_supersession') }}
    where is_decided
),

final as (
    select
        documents.* exclude (documents.problem_zh, documents.problem_en) replace (
            holds.document_id is not null as is_held_back,
            holds.hold_reason as hold_reason
        ),
        coalesce(file_presence.is_present, true) as is_present,
        superseded.later_document_id as superseded_by_document_id,
        holds.document_id is null and coalesce(file_presence.is_present, true) and superseded.document_id is null
            as is_published
    from documents
    left join holds on documents.document_id = holds.document_id
    left join file_presence on documents.document_id = file_presence.document_id
    left join superseded on documents.document_id = superseded.document_id
)

select * from final

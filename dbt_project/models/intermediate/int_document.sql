-- Which documents count. A document is left out if its own reading, or the gate of an earlier candidate, holds it back,
-- or if its file was taken out of data/raw/; each with the reason.
with documents as (
    select * from {{ ref('stg_documents') }}
),

holds as (
    select
        document_id,
        string_agg(hold_reason, '; ' order by hold_reason) as gate_reason
    from {{ ref('stg_holds') }}
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

final as (
    select
        documents.* exclude (is_held_back, hold_reason),
        concat_ws(
            '; ',
            case when documents.is_held_back then coalesce(documents.hold_reason, 'held back without a reason') end,
            holds.gate_reason
        ) as hold_reasons,
        documents.is_held_back or holds.document_id is not null as is_held_back,
        coalesce(file_presence.is_present, true) as is_present,
        not documents.is_held_back and holds.document_id is null and coalesce(file_presence.is_present, true) as is_published
    from documents
    left join holds on documents.document_id = holds.document_id
    left join file_presence on documents.document_id = file_presence.document_id
)

select
    * exclude (hold_reasons),
    nullif(hold_reasons, '') as hold_reason
from final

-- Two documents of one body, year and kind, and which is the newer by what the registry knows. Only one whose file is
-- there takes another's place. Of two seen for the first time in one scan, and not fetched an hour apart, nobody knows:
-- then the pair is undecided, and stands here once.
with versions as (
    select * from {{ ref('int_version') }}
),

pairs as (
    select
        earlier.document_id as earlier_document_id,
        later.document_id as later_document_id,
        earlier.is_present as earlier_is_present,
        earlier.retrieved_at as earlier_retrieved_at,
        later.retrieved_at as later_retrieved_at,
        coalesce(earlier.first_seen_at = later.first_seen_at, true) as is_seen_together
    from versions as earlier
    inner join versions as later
        on
            earlier.name_body_key = later.name_body_key
            and earlier.own_body_kind = later.own_body_kind
            and earlier.fiscal_year = later.fiscal_year
            and earlier.report_kind = later.report_kind
            and earlier.document_id != later.document_id
    where later.is_present
),

judged as (
    select
        *,
        case
            when not earlier_is_present then 'file_replaced'
            when
                earlier_retrieved_at < later_retrieved_at
                and (not is_seen_together or later_retrieved_at - earlier_retrieved_at >= interval '1 hour')
                then 'known_later'
            when
                earlier_retrieved_at > later_retrieved_at
                and (not is_seen_together or earlier_retrieved_at - later_retrieved_at >= interval '1 hour')
                then 'known_earlier'
            else 'undecided'
        end as decided_by
    from pairs
),

final as (
    select
        earlier_document_id,
        later_document_id,
        decided_by,
        earlier_retrieved_at,
        later_retrieved_at
    from judged
    where
        decided_by in ('file_replaced', 'known_later')
        or (decided_by = 'undecided' and earlier_document_id < later_document_id)
)

select * from final

-- Every try to fetch something, as of this publication, and which of them is the last word on its address. A run that
-- finds nothing to publish adds tries that come in with the next publication.
with fetches as (
    select * from {{ ref('stg_fetches') }}
),

final as (
    select
        url,
        source_url,
        file_name,
        list_name,
        line_no,
        started_at,
        attempt_no,
        row_number() over (partition by url order by started_at desc, attempt_no desc) = 1 as is_last_try,
        outcome,
        problem_code,
        problem_zh,
        problem_en,
        rests_until,
        http_status,
        final_url,
        content_type,
        size_bytes,
        duration_ms,
        document_id
    from fetches
)

select * from final

-- Re-published reports: which document took the place of which, on what evidence, and how much of it is other. Where
-- nobody knows which is the newer, the pair is named (undecided) and rpt_body_total tells which of the two is counted.
with supersessions as (
    select * from {{ ref('int_supersession') }}
),

documents as (
    select * from {{ ref('int_document') }}
),

changes as (
    select
        earlier_document_id,
        later_document_id,
        count(*) filter (where change_kind = 'changed')::integer as changed_count,
        count(*) filter (where change_kind = 'added')::integer as added_count,
        count(*) filter (where change_kind = 'removed')::integer as removed_count
    from {{ ref('rpt_republished_change') }}
    group by earlier_document_id, later_document_id
),

final as (
    select
        supersessions.earlier_document_id,
        supersessions.later_document_id,
        earlier.file_name as earlier_file_name,
        later.file_name as later_file_name,
        coalesce(later.issuer_name, later.department_name) as issuer_name,
        later.fiscal_year,
        later.report_kind,
        supersessions.is_decided,
        supersessions.decided_by,
        case supersessions.decided_by
            when 'file_replaced' then '原文件已不在 data/raw/，现存的一份为准'
            when 'known_later' then '后获取的一份为准'
            else '两份同时获取，无从判断先后；请移走旧的一份，或在 sources.csv 中分次获取'
        end as reason_zh,
        case supersessions.decided_by
            when 'file_replaced' then 'The earlier file is no longer in data/raw/; the one that is there counts'
            when 'known_later' then 'The one known later counts'
            else 'Both became known at one time: nobody knows which is the newer; take the old one out of data/raw/'
        end as reason_en,
        earlier.retrieved_at as earlier_retrieved_at,
        later.retrieved_at as later_retrieved_at,
        supersessions.same_figure_count,
        coalesce(changes.changed_count, 0) as changed_count,
        coalesce(changes.added_count, 0) as added_count,
        coalesce(changes.removed_count, 0) as removed_count
    from supersessions
    inner join documents as earlier on supersessions.earlier_document_id = earlier.document_id
    inner join documents as later on supersessions.later_document_id = later.document_id
    left join changes
        on
            supersessions.earlier_document_id = changes.earlier_document_id
            and supersessions.later_document_id = changes.later_document_id
)

select * from final

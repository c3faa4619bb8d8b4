-- The published documents that may speak for a body, year and report kind, in the order in which they are asked: first
-- the one whose money counts, then the department's own, then the latest. A unit's report that its department's covers
-- is none.
with departments as (
    select * from {{ ref('int_department') }}
    where fiscal_year is not null and report_kind is not null
),

counted as (
    select distinct document_id from {{ ref('int_body_source') }}
    where flow = 'expenditure'
),

final as (
    select
        departments.document_id,
        departments.body_key,
        departments.body_kind,
        departments.fiscal_year,
        departments.report_kind,
        counted.document_id is not null as is_counted,
        row_number() over (
            partition by departments.body_key, departments.fiscal_year, departments.report_kind
            order by
                counted.document_id is not null desc,
                departments.body_kind = 'department' desc,
                departments.retrieved_at desc nulls last,
                departments.document_id asc
        )::integer as document_rank
    from departments
    anti join {{ ref('int_covered_document') }} as covered on departments.document_id = covered.document_id
    left join counted on departments.document_id = counted.document_id
)

select * from final

-- Documents that may be versions of one another: the body, year and kind each speaks for, whether its file is there,
-- and since when it is known. One that is held back is no version: it neither gives way nor makes way.
with documents as (
    select
        *,
        {{ own_body_kind('issuer_name', 'department_name', 'body_kind') }} as own_body_kind
    from {{ ref('int_identity') }}
),

held_back as (
    select document_id from documents
    where is_held_back or problem_en is not null
    union
    select document_id from {{ ref('stg_holds') }}
    where table_id is null
    union
    select document_id from {{ ref('int_structure_problem') }}
),

-- One content may lie under several names; it is known since the first of them.
files as (
    select
        document_id,
        bool_or(status in ('accepted', 'duplicate')) as is_present,
        min(first_seen_at) as first_seen_at
    from {{ ref('stg_files') }}
    where document_id is not null
    group by document_id
),

final as (
    select
        documents.document_id,
        documents.file_name,
        {{ department_key(
            'documents.division_code', 'documents.division_name', 'body_names.name_form', 'null', 'documents.document_id'
        ) }} as name_body_key,
        documents.own_body_kind,
        documents.fiscal_year,
        documents.report_kind,
        documents.retrieved_at,
        files.first_seen_at,
        coalesce(files.is_present, true) as is_present
    from documents
    anti join held_back on documents.document_id = held_back.document_id
    left join {{ ref('int_body_name') }} as body_names on documents.document_id = body_names.document_id
    left join files on documents.document_id = files.document_id
)

select * from final

-- Reports of bodies, whether published here or held back, and when each was first known: fetched, or seen in data/raw/.
with documents as (
    select * from {{ ref('int_document') }}
    where
        fiscal_year is not null
        and report_kind is not null
        and division_name is not null
),

body_names as (
    select * from {{ ref('int_body_name') }}
),

departments as (
    select * from {{ ref('int_department') }}
),

named as (
    select
        documents.*,
        departments.body_key is not null as is_of_department,
        coalesce(departments.body_key, {{ department_key(
            'documents.division_code', 'documents.division_name', 'body_names.name_form', 'null', 'documents.document_id'
        ) }}) as body_key
    from documents
    inner join body_names on documents.document_id = body_names.document_id
    left join departments on documents.document_id = departments.document_id
),

final as (
    select
        body_key,
        fiscal_year,
        report_kind,
        min_by(coalesce(issuer_name, department_name), (not is_published, document_id)) as body_name,
        any_value(division_code) as division_code,
        min(division_name) as division_name,
        bool_or(is_published) as is_published,
        count(*)::integer as document_count,
        min(retrieved_at) as first_known_at,
        string_agg(hold_reason, '; ' order by document_id) filter (where is_held_back) as hold_reason
    from named
    where is_present or superseded_by_document_id is not null
    group by body_key, fiscal_year, report_kind
)

select * from final

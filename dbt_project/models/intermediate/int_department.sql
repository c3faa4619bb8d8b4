-- The department each published document speaks for, under a key that is the same in every year.
with documents as (
    select * from {{ ref('int_document') }}
    where is_published
),

final as (
    select
        document_id,
        {{ department_key('division_code', 'division_name', 'issuer_name', 'department_name', 'document_id') }}
            as department_key,
        coalesce(issuer_name, department_name) as department_short_name,
        department_name,
        department_code,
        division_code,
        division_name,
        fiscal_year,
        report_kind,
        coalesce(body_kind, 'department') as body_kind,
        retrieved_at
    from documents
)

select * from final

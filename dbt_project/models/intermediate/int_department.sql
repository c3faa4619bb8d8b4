-- The department each published document speaks for: under the key its name gives, and under that of the body, which
-- stays the same when the name changes.
with documents as (
    select
        *,
        {{ own_body_kind('issuer_name', 'department_name', 'body_kind') }} as own_body_kind
    from {{ ref('int_document') }}
    where is_published
),

named as (
    select
        documents.*,
        body_names.is_renamed,
        {{ department_key(
            'documents.division_code', 'documents.division_name', 'body_names.name_form', 'null', 'documents.document_id'
        ) }} as name_body_key
    from documents
    left join {{ ref('int_body_name') }} as body_names on documents.document_id = body_names.document_id
),

-- Departments of one division that print one code, but never in the same year, are one that was renamed.
coded as (
    select distinct
        division_code,
        department_code,
        fiscal_year,
        name_body_key
    from named
    where
        own_body_kind = 'department'
        and division_code is not null
        and department_code is not null
        and fiscal_year is not null
),

linked as (
    select
        division_code,
        department_code,
        min_by(name_body_key, (fiscal_year, name_body_key)) as body_key
    from coded
    group by division_code, department_code
    having count(distinct name_body_key) > 1 and count(*) = count(distinct fiscal_year)
),

body_links as (
    select distinct
        coded.name_body_key,
        linked.body_key
    from coded
    inner join linked
        on coded.division_code = linked.division_code and coded.department_code = linked.department_code
    -- A name under two codes is linked once.
    qualify row_number() over (partition by coded.name_body_key order by linked.body_key) = 1
),

final as (
    select
        named.document_id,
        coalesce(body_links.body_key, named.name_body_key) as body_key,
        {{ department_key('division_code', 'division_name', 'issuer_name', 'department_name', 'document_id') }}
            as department_key,
        coalesce(named.issuer_name, named.department_name) as department_short_name,
        named.department_name,
        named.department_code,
        named.division_code,
        named.division_name,
        named.fiscal_year,
        named.report_kind,
        named.own_body_kind as body_kind,
        case
            when body_links.body_key != named.name_body_key then 'department_code'
            when named.is_renamed then 'renamed'
            else 'name'
        end as body_linked_by,
        named.retrieved_at
    from named
    left join body_links on named.name_body_key = body_links.name_body_key
)

select * from final

-- What the names of files and folders say of documents, the file's name before the folder's. A year in a name may be
-- that of a download: it counts only if the report prints it too.
with names as (
    select * from {{ ref('int_identity_claim') }}
    where claimed_by in ('file_name', 'folder_name')
),

hints as (
    select
        document_id,
        arg_min(struct_pack(issuer_name, division_code, division_name), claimed_by)
            filter (where issuer_name is not null)  -- noqa: LT02
            as body,
        arg_min(fiscal_year, claimed_by) filter (where fiscal_year is not null) as fiscal_year,
        arg_min(report_kind, claimed_by) filter (where report_kind is not null) as report_kind,
        min(claimed_by) filter (where issuer_name is not null) as issuer_way,
        min(claimed_by) filter (where fiscal_year is not null) as fiscal_year_way,
        min(claimed_by) filter (where report_kind is not null) as report_kind_way
    from names
    group by document_id
),

asking as (
    select
        hints.document_id,
        hints.fiscal_year
    from hints
    inner join {{ ref('int_identity_own') }} as own on hints.document_id = own.document_id
    where own.fiscal_year is null and hints.fiscal_year is not null
),

printed as (
    select asking.document_id
    from asking
    inner join {{ ref('stg_paragraphs') }} as paragraphs
        on asking.document_id = paragraphs.document_id and contains(paragraphs.text, asking.fiscal_year || '年')
    union
    select asking.document_id
    from asking
    inner join {{ ref('stg_cells') }} as cells
        on asking.document_id = cells.document_id and contains(cells.text, asking.fiscal_year || '年')
),

final as (
    select
        hints.*,
        printed.document_id is not null as is_year_printed
    from hints
    left join printed on hints.document_id = printed.document_id
)

select * from final

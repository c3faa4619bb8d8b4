-- Every figure of the running text of documents that may be published.
with statements as (
    select * from {{ ref('stg_statements') }}
),

documents as (
    select * from {{ ref('int_document') }}
    where is_published
),

final as (
    select
        statements.* replace (coalesce(statements.amount_year, documents.fiscal_year) as amount_year),
        documents.fiscal_year,
        documents.report_kind
    from statements
    inner join documents on statements.document_id = documents.document_id
)

select * from final

-- Reports that speak of each other's figures: a text and the tables it was published beside, a report and the one of
-- the year before, final accounts and the budget of their year. Only where the other report is told without doubt.
with documents as (
    select
        documents.document_id,
        documents.fiscal_year,
        documents.report_kind,
        documents.body_kind,
        {{ comparable_body('documents.issuer_name') }} as comparable_issuer,
        documents.part
    from {{ ref('int_document') }} as documents
    where documents.is_published and documents.issuer_name is not null
),

pairs as (
    select
        documents.document_id,
        others.document_id as companion_id,
        case
            when others.report_kind = documents.report_kind and others.fiscal_year = documents.fiscal_year
                then 'tables_part'
            when others.report_kind = documents.report_kind and others.fiscal_year = documents.fiscal_year - 1
                then 'prior'
            when
                documents.report_kind = 'final_accounts'
                and others.report_kind = 'budget'
                and others.fiscal_year = documents.fiscal_year
                then 'budget'
        end as relation,
        documents.part
    from documents
    inner join documents as others  -- noqa: RF04
        on
            documents.comparable_issuer = others.comparable_issuer
            and documents.document_id != others.document_id
            -- A tables part may not say whether it is a department's or a unit's.
            and coalesce(documents.body_kind = others.body_kind, true)
            -- Targets published apart hold none of the sums that texts speak of.
            and others.part in ('whole', 'tables')
),

final as (
    select
        document_id,
        companion_id,
        relation
    from pairs
    where relation is not null and not (relation = 'tables_part' and part != 'text')
    qualify count(*) over (partition by document_id, relation) = 1
)

select * from final

-- Reports that speak of each other's figures: a text and the tables it was published beside, a report and the one of
-- the year before, final accounts and the budget of their year. Only where the other report is told without doubt.
with documents as (
    select
        documents.document_id,
        documents.fiscal_year,
        documents.report_kind,
        documents.body_kind,
        -- 中国共产党某省委员会办公厅, 中共某省委办公厅 and 某省委办公厅 are one.
        regexp_replace(
            regexp_replace({{ comparable_name('documents.issuer_name') }}, '^(中国共产党|中共)', ''), '委员会', '委', 'g'
        ) as comparable_issuer,
        count(printed_tables.table_id) > 0 as has_tables
    from {{ ref('int_document') }} as documents
    left join {{ ref('stg_printed_tables') }} as printed_tables
        on documents.document_id = printed_tables.document_id and printed_tables.table_kind is not null
    where documents.is_published and documents.issuer_name is not null
    group by all
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
        documents.has_tables
    from documents
    inner join documents as others  -- noqa: RF04
        on
            documents.comparable_issuer = others.comparable_issuer
            and documents.document_id != others.document_id
            -- A tables part may not say whether it is a department's or a unit's.
            and coalesce(documents.body_kind = others.body_kind, true)
            and others.has_tables
),

final as (
    select
        document_id,
        companion_id,
        relation
    from pairs
    where relation is not null and not (relation = 'tables_part' and has_tables)
    qualify count(*) over (partition by document_id, relation) = 1
)

select * from final

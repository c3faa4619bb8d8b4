-- Who each document says it is, by itself or by a person's word for it (data/raw/sources.csv, sources.yaml), which
-- outranks what is printed; and which part of a disclosure it is. What neither says is null.
with documents as (
    select * from {{ ref('stg_documents') }}
    -- Two readings of one document are a structure problem; here it stays one row, to be listed.
    qualify row_number() over (partition by document_id order by extractor_version desc) = 1
),

stated as (
    select * from {{ ref('int_identity_claim') }}
    where claimed_by = 'stated'
),

-- Departments and units stand in tables of revenue and expenditure with all they get: who stands there alone is the
-- body.
unit_names as (
    select
        printed_rows.document_id,
        any_value(printed_rows.unit_name_printed) as only_unit_name
    from {{ ref('stg_rows') }} as printed_rows
    inner join {{ ref('stg_printed_tables') }} as printed_tables on printed_rows.table_id = printed_tables.table_id
    where
        printed_tables.table_kind in ('revenue_summary', 'expenditure_summary')
        and not printed_tables.is_held_back
        and printed_rows.unit_name_printed is not null
    group by printed_rows.document_id
    having count(distinct {{ comparable_name('printed_rows.unit_name_printed') }}) = 1
),

table_kinds as (
    select
        document_id,
        bool_and(table_kind in ('project_performance_targets', 'department_performance_targets')) as are_all_targets
    from {{ ref('stg_printed_tables') }}
    where table_kind is not null
    group by document_id
),

texts as (
    select distinct document_id
    from {{ ref('stg_statements') }}
),

final as (
    select
        documents.* replace (
            coalesce(stated.issuer_name, documents.issuer_name) as issuer_name,
            case
                -- The reading puts the issuer where tables name no department.
                when
                    stated.issuer_name is not null
                    and documents.department_name is not distinct from documents.issuer_name
                    then stated.issuer_name
                else documents.department_name
            end as department_name,
            case
                when stated.division_name is not null then stated.division_code
                else documents.division_code
            end as division_code,
            coalesce(stated.division_name, documents.division_name) as division_name,
            coalesce(stated.fiscal_year, documents.fiscal_year) as fiscal_year,
            coalesce(stated.report_kind, documents.report_kind) as report_kind
        ),
        case
            when stated.issuer_name is not null then 'stated'
            when documents.issuer_name is not null then 'printed'
        end as issuer_source,
        case
            when stated.fiscal_year is not null then 'stated'
            when documents.fiscal_year is not null then 'printed'
        end as fiscal_year_source,
        case
            when stated.report_kind is not null then 'stated'
            when documents.report_kind is not null then 'printed'
        end as report_kind_source,
        case when documents.issuer_name is null then coalesce(documents.department_name, unit_names.only_unit_name) end
            as tables_unit_name,
        coalesce(
            stated.part,
            case
                when table_kinds.document_id is null then 'text'
                when table_kinds.are_all_targets then 'targets'
                when texts.document_id is null then 'tables'
                else 'whole'
            end
        ) as part,
        table_kinds.document_id is not null as has_tables,
        documents.issuer_name as printed_issuer_name,
        documents.fiscal_year as printed_fiscal_year,
        documents.report_kind as printed_report_kind,
        stated.list_name as stated_list_name,
        stated.line_no as stated_line_no,
        coalesce(stated.is_contradictory, false) as is_stated_twice
    from documents
    left join stated on documents.document_id = stated.document_id
    left join unit_names on documents.document_id = unit_names.document_id
    left join table_kinds on documents.document_id = table_kinds.document_id
    left join texts on documents.document_id = texts.document_id
)

select * from final

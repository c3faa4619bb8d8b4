-- The one document and source that speaks for a body, year, report kind and flow. Where no source adds up, the printed
-- total alone does (is_total_only). A unit's own report gives way to the report of the department it belongs to.
with sources as (
    select * from {{ ref('int_money_source') }}
),

departments as (
    select * from {{ ref('int_department') }}
    where fiscal_year is not null and report_kind is not null
),

-- Only a department's report that states its money covers anybody.
covering_departments as (
    select departments.*
    from departments
    semi join sources on departments.document_id = sources.document_id and sources.own_total_yuan is not null
    where departments.body_kind = 'department'
),

-- The names it covers: its units as tables and profile print them, and its own office.
covered_names as (
    select distinct
        departments.fiscal_year,
        departments.report_kind,
        {{ comparable_name('units.unit_name') }} as comparable_name
    from {{ ref('int_budget_unit') }} as units
    inner join covering_departments as departments on units.department_key = departments.department_key
    where not units.is_department_row and units.unit_name is not null
    union
    select
        fiscal_year,
        report_kind,
        {{ comparable_name('department_short_name') }} || '本级' as comparable_name
    from covering_departments
),

covered_documents as (
    select distinct unit_documents.document_id
    from departments as unit_documents
    inner join covered_names
        on
            unit_documents.fiscal_year = covered_names.fiscal_year
            and unit_documents.report_kind = covered_names.report_kind
            and covered_names.comparable_name in (
                {{ comparable_name('unit_documents.department_short_name') }},
                {{ comparable_name('unit_documents.department_name') }}
            )
    where unit_documents.body_kind = 'unit'
),

-- Without a source that adds up, the total of the table that speaks of all the money is all that can be stood behind.
usable as (
    select
        sources.*,
        departments.department_key,
        departments.fiscal_year,
        departments.report_kind,
        departments.body_kind,
        departments.retrieved_at,
        not sources.adds_up as is_total_only
    from sources
    inner join departments on sources.document_id = departments.document_id
    anti join covered_documents on sources.document_id = covered_documents.document_id
    where sources.adds_up or sources.own_total_yuan is not null
),

final as (
    select
        document_id,
        flow,
        department_key,
        fiscal_year,
        report_kind,
        source_table_kind,
        is_total_only,
        total_line_ids,
        leaf_yuan,
        own_total_yuan,
        case
            when is_total_only or agreeing_total_count < other_total_count then 'disagrees'
            when other_total_count = 0 then 'unproven'
            else 'reconciled'
        end as source_status
    from usable
    qualify row_number() over (
        partition by department_key, fiscal_year, report_kind, flow
        order by
            -- An office's own report may carry the department's very name.
            body_kind = 'department' desc,
            is_total_only asc,
            case when is_total_only then not is_whole end asc nulls first,
            source_rank asc,
            retrieved_at desc nulls last,
            document_id asc
    ) = 1
)

select * from final

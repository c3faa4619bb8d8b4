-- Reports of units whose department's report of the year counts: their money is in it already.
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
        departments.document_id as department_document_id,
        departments.fiscal_year,
        departments.report_kind,
        {{ comparable_name('units.unit_name') }} as comparable_name
    from {{ ref('int_budget_unit') }} as units
    inner join covering_departments as departments on units.department_key = departments.department_key
    where not units.is_department_row and units.unit_name is not null
    union
    select
        document_id as department_document_id,
        fiscal_year,
        report_kind,
        {{ comparable_name('department_short_name') }} || '本级' as comparable_name
    from covering_departments
),

final as (
    select
        unit_documents.document_id,
        min(covered_names.department_document_id) as department_document_id
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
    group by unit_documents.document_id
)

select * from final

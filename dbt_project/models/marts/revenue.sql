-- Safe to sum with no filter but body and year (and report kind, where both are in); carry-over included, told apart.
with amounts as (
    select * from {{ ref('int_body_amount') }}
    where flow = 'revenue'
),

departments as (
    select * from {{ ref('int_department') }}
),

fund_sources as (
    select * from {{ ref('dim_fund_source') }}
),

final as (
    select
        amounts.line_id,
        departments.body_key,
        bodies.body_name,
        departments.body_kind,
        amounts.department_key,
        departments.department_short_name as department_name,
        departments.division_name,
        amounts.fiscal_year,
        amounts.report_kind,
        amounts.unit_key,
        amounts.unit_name,
        amounts.fund_source_key,
        fund_sources.fund_source_name,
        fund_sources.is_fiscal_appropriation,
        amounts.carry_scope,
        amounts.amount_yuan,
        amounts.source_table_kind,
        amounts.source_status,
        amounts.is_total_only,
        amounts.reconciliation_status,
        amounts.proof_count,
        amounts.value_text as amount_printed,
        amounts.unit_label as unit_printed,
        amounts.table_kind,
        amounts.document_id,
        amounts.page_no,
        amounts.cell_id
    from amounts
    inner join departments on amounts.document_id = departments.document_id
    inner join {{ ref('dim_body') }} as bodies on departments.body_key = bodies.body_key
    left join fund_sources on amounts.fund_source_key = fund_sources.fund_source_key
)

select * from final

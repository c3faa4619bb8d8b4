-- A department's row of a unit against the unit's own report.
with figures as (
    select * from {{ ref('int_checkable_figure') }}
    where source_kind = 'line' and value_type = 'money' and figure_state = 'figure'
),

documents as (
    select
        document_id,
        fiscal_year,
        report_kind,
        body_kind,
        {{ comparable_name('issuer_name') }} as comparable_issuer
    from {{ ref('int_document') }}
    where is_published
),

unit_totals as (
    select
        documents.*,
        controls.source_id
    from documents
    inner join {{ ref('int_control_total') }} as controls on documents.document_id = controls.document_id
    where documents.body_kind = 'unit' and controls.control_key = 'revenue_total' and controls.source_id is not null
),

units as (
    select
        'unit_row_of_its_report' as rule_id,
        figures.source_id,
        unit_totals.source_id as other_source_id
    from figures
    inner join {{ ref('int_amount') }} as amounts on figures.source_id = amounts.line_id
    inner join documents on figures.document_id = documents.document_id
    inner join unit_totals
        on
            documents.fiscal_year = unit_totals.fiscal_year
            and documents.report_kind = unit_totals.report_kind
            and {{ comparable_name('amounts.unit_name') }} = unit_totals.comparable_issuer
    where
        documents.body_kind = 'department'
        and figures.table_kind = 'revenue_summary'
        and figures.measure_key in ('total', 'budget_amount')
        and amounts.row_kind != 'total'
        and amounts.function_code is null
    qualify
        count(*) over (partition by figures.source_id) = 1
        and count(*) over (partition by figures.document_id, unit_totals.source_id) = 1
),

final as (
    select
        pairs.rule_id,
        own.document_id,
        own.source_id as instance_key,
        own.table_id,
        own.table_kind,
        own.value_unit,
        own.label as left_label,
        own.value as left_value,
        another.fiscal_year || '年报告：' || another.label as right_label,
        another.value as right_value,
        (own.slack + another.slack)::decimal(24, 6) as tolerance,
        own.page_no as left_page_no,
        another.page_no as right_page_no
    from units as pairs
    inner join figures as own on pairs.source_id = own.source_id
    inner join figures as another on pairs.other_source_id = another.source_id
)

select * from final

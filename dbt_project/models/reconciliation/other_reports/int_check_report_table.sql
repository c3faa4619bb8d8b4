-- Columns of a table against another report: that of the year before against that year's report, the budget column of
-- final accounts against the budget.
with figures as (
    select * from {{ ref('int_checkable_figure') }}
    where source_kind = 'line' and value_type = 'money' and figure_state = 'figure'
),

measures as (
    select * from {{ ref('measures') }}
),

amounts as (
    select * from {{ ref('int_amount') }}
),

-- What a row is, whatever its place: a named row, a code, or the one row or total of its table.
placed as (
    select
        figures.source_id,
        figures.document_id,
        figures.table_kind,
        figures.measure_key,
        figures.amount_year,
        figures.fiscal_year,
        coalesce(amounts.row_key, amounts.economic_code, amounts.function_code, '') as row_identity
    from figures
    inner join amounts on figures.source_id = amounts.line_id
    where
        coalesce(amounts.row_key, amounts.economic_code, amounts.function_code) is not null
        or amounts.row_kind = 'total'
        or amounts.unit_name is null and amounts.project_name is null
),

-- A figure two rows or columns state can't be told from the other.
single as (
    select
        any_value(source_id) as source_id,
        document_id,
        table_kind,
        row_identity,
        measure_key,
        amount_year,
        any_value(fiscal_year) as fiscal_year
    from placed
    group by document_id, table_kind, row_identity, measure_key, amount_year
    having count(*) = 1
),

asked as (
    select
        single.*,
        case when measures.amount_basis = 'budget' then 'budget' else 'prior' end as relation,
        coalesce(measures.base_measure_key, single.measure_key) as asked_measure_key
    from single
    inner join measures on single.measure_key = measures.measure_key
    where
        measures.amount_basis = 'budget' and single.amount_year = single.fiscal_year
        or measures.amount_basis is null and single.amount_year = single.fiscal_year - 1
),

asked_columns as (
    select
        case asked.relation when 'prior' then 'prior_column_of_its_report' else 'budget_column_of_its_report' end
            as rule_id,
        asked.source_id,
        companion_figures.source_id as other_source_id
    from asked
    inner join {{ ref('int_companion') }} as companions
        on asked.document_id = companions.document_id and asked.relation = companions.relation
    inner join single as companion_figures
        on
            companions.companion_id = companion_figures.document_id
            and asked.table_kind = companion_figures.table_kind
            and asked.row_identity = companion_figures.row_identity
            and asked.asked_measure_key = companion_figures.measure_key
            and companion_figures.amount_year = companion_figures.fiscal_year
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
    from asked_columns as pairs
    inner join figures as own on pairs.source_id = own.source_id
    inner join figures as another on pairs.other_source_id = another.source_id
)

select * from final

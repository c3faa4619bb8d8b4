-- A body's money this year and the year before, each pair with where it comes from: a table that prints both, the text
-- that tells the change, or last year's report. The sources are beside each other and not mixed; they may differ.
with documents as (
    select * from {{ ref('int_body_document') }}
),

measures as (
    select
        measure_key,
        name_zh as measure_name
    from {{ ref('measures') }}
    where expenditure_kind = 'three_public'
    union all
    select
        subjects.subject_key as measure_key,
        subjects.name_zh as measure_name
    from {{ ref('narrative_subjects') }} as subjects
    anti join {{ ref('int_expense_subject') }} as expenses on subjects.subject_key = expenses.subject_key
),

three_public as (
    select * from {{ ref('three_public') }}
    where budget_yuan is not null and prior_budget_yuan is not null
),

printed as (
    select * from {{ ref('int_year_printed') }}
),

told as (
    select * from {{ ref('int_year_told') }}
),

own as (
    {% for source, rows, basis, line, statement in [
        ('table', 'printed', 'printed.year_before_basis', 'printed.line_id', 'null'),
        ('text', 'told', 'null', 'null', 'told.statement_id'),
    ] -%}
    select
        documents.body_key,
        documents.fiscal_year,
        documents.report_kind,
        {{ rows }}.measure_key,
        '{{ source }}' as source_kind,
        {{ rows }}.amount_yuan,
        {{ rows }}.year_before_yuan,
        {{ basis }} as year_before_basis,
        {{ rows }}.document_id,
        {{ line }} as line_id,
        {{ statement }} as statement_id
    from {{ rows }}
    inner join documents on {{ rows }}.document_id = documents.document_id
    qualify
        row_number() over (
            partition by documents.body_key, documents.fiscal_year, documents.report_kind, {{ rows }}.measure_key
            order by documents.document_rank
        ) = 1
    union all
    {% endfor -%}
    -- Of the three public expenses, too, the year before stands in the table, or in last year's report.
    select
        body_key,
        fiscal_year,
        'budget' as report_kind,
        measure_key,
        prior_budget_source as source_kind,
        budget_yuan as amount_yuan,
        prior_budget_yuan as year_before_yuan,
        'budget' as year_before_basis,
        budget_document_id as document_id,
        budget_line_id as line_id,
        null as statement_id
    from three_public
    -- The text is asked above.
    where prior_budget_source != 'text'
),

reported as (
    select * from {{ ref('int_year_reported') }}
),

pairs as (
    select * from own
    union all by name
    select * from reported
),

final as (
    select
        pairs.body_key,
        bodies.body_name,
        bodies.division_name,
        pairs.fiscal_year,
        pairs.report_kind,
        pairs.measure_key,
        measures.measure_name,
        pairs.source_kind,
        pairs.amount_yuan,
        pairs.year_before_yuan,
        pairs.year_before_basis,
        (pairs.amount_yuan - pairs.year_before_yuan)::decimal(18, 2) as change_yuan,
        {{ percent_of('pairs.amount_yuan - pairs.year_before_yuan', 'pairs.year_before_yuan') }} as change_percent,
        pairs.document_id,
        pairs.line_id as amount_line_id,
        pairs.statement_id
    from pairs
    inner join {{ ref('dim_body') }} as bodies on pairs.body_key = bodies.body_key
    inner join measures on pairs.measure_key = measures.measure_key
)

select * from final

-- Each of the three public expenses of a body and year in one row: the budget, the year before, the final figure. A
-- table goes before the text, the report whose money counts before another; the year before is what this report says of
-- it, else what the report of that year says itself.
with documents as (
    select * from {{ ref('int_body_document') }}
),

told as (
    select
        document_id,
        item,
        figure,
        'table' as source_kind,
        1 as source_rank,
        fund_source_key,
        amount_yuan,
        line_id,
        null as statement_id
    from {{ ref('int_three_public_printed') }}
    union all
    select
        document_id,
        item,
        figure,
        'text' as source_kind,
        2 as source_rank,
        null as fund_source_key,
        amount_yuan,
        null as line_id,
        statement_id
    from {{ ref('int_three_public_told') }}
),

chosen as (
    select
        documents.body_key,
        documents.fiscal_year,
        told.*
    from told
    inner join documents on told.document_id = documents.document_id
    qualify
        row_number() over (
            partition by documents.body_key, documents.fiscal_year, told.item, told.figure
            order by
                told.amount_yuan is not null desc,
                told.source_rank asc,
                -- The budget report tells the budget, the final accounts repeat it.
                documents.report_kind asc,
                documents.document_rank asc
        ) = 1
),

figures as (
    select
        body_key,
        fiscal_year,
        item,
        {% for figure in ['budget', 'prior_budget', 'final'] -%}
        max(amount_yuan) filter (where figure = '{{ figure }}') as {{ figure }}_yuan,
        max(source_kind) filter (where figure = '{{ figure }}') as {{ figure }}_source,
        max(document_id) filter (where figure = '{{ figure }}') as {{ figure }}_document_id,
        max(line_id) filter (where figure = '{{ figure }}') as {{ figure }}_line_id,
        max(statement_id) filter (where figure = '{{ figure }}') as {{ figure }}_statement_id,
        {% endfor -%}
        max(fund_source_key) filter (where figure != 'prior_budget') as fund_source_key
    from chosen
    group by body_key, fiscal_year, item
),

with_prior as (
    select
        figures.* replace (
            coalesce(figures.prior_budget_yuan, earlier.budget_yuan) as prior_budget_yuan,
            case
                when figures.prior_budget_yuan is not null then figures.prior_budget_source
                when earlier.budget_yuan is not null then 'last_report'
            end as prior_budget_source
        )
    from figures
    left join figures as earlier
        on
            figures.body_key = earlier.body_key
            and figures.item = earlier.item
            and figures.fiscal_year = earlier.fiscal_year + 1
),

final as (
    select
        with_prior.body_key,
        bodies.body_name,
        bodies.division_name,
        with_prior.fiscal_year,
        with_prior.item as measure_key,
        measures.name_zh as measure_name,
        with_prior.fund_source_key,
        with_prior.budget_yuan,
        with_prior.budget_source,
        with_prior.prior_budget_yuan,
        with_prior.prior_budget_source,
        (with_prior.budget_yuan - with_prior.prior_budget_yuan)::decimal(18, 2) as change_yuan,
        {{ percent_of('with_prior.budget_yuan - with_prior.prior_budget_yuan', 'with_prior.prior_budget_yuan') }}
            as change_percent,
        with_prior.final_yuan,
        with_prior.final_source,
        (with_prior.final_yuan - with_prior.budget_yuan)::decimal(18, 2) as final_minus_budget_yuan,
        with_prior.budget_document_id,
        with_prior.budget_line_id,
        with_prior.budget_statement_id,
        with_prior.final_document_id,
        with_prior.final_line_id,
        with_prior.final_statement_id
    from with_prior
    inner join {{ ref('dim_body') }} as bodies on with_prior.body_key = bodies.body_key
    inner join {{ ref('measures') }} as measures on with_prior.item = measures.measure_key
)

select * from final

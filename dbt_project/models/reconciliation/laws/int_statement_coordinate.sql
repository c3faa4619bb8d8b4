-- Coordinates of figures of the text: amounts of the report's own year whose subject, heading and context say of what
-- money they are. What the words leave open has none: a fund that is named nowhere or twice, the year's money of a
-- report that carries some over, a context that is narrower than its subject says.
with statements as (
    select statements.*
    from {{ ref('int_statement') }} as statements
    where
        statements.role = 'amount' and statements.part = 'narrative' and statements.value_yuan is not null
        and statements.told_as = 'stated'
        and statements.amount_year = statements.fiscal_year
),

subject_points as (
    select * from {{ ref('subject_points') }}
),

-- Every fund with itself and all it is a part of.
funds_within as (
    select
        fund_source_key,
        fund_source_key as whole_fund_source_key
    from {{ ref('fund_sources') }}
    union all
    select
        fund_source_key,
        ancestor_fund_source_key as whole_fund_source_key
    from {{ ref('int_fund_ancestor') }}
),

year_money as (
    select
        document_id,
        bool_and(coalesce(carry_scope = 'all', false)) as is_all
    from {{ ref('int_year_money') }}
    group by document_id
),

-- Units of whom the text tells in a section of their own, as the tables call them.
table_units as (
    select
        document_id,
        unit_name_printed as unit_name,
        min(coalesce(unit_code, unit_name_printed)) as unit
    from {{ ref('stg_rows') }}
    where unit_name_printed is not null
    group by document_id, unit_name_printed
),

units as (
    select
        told.statement_id,
        told.unit_name,
        table_units.unit
    from {{ ref('int_statement_unit') }} as told
    left join table_units on told.document_id = table_units.document_id and told.unit_name = table_units.unit_name
),

placed as (
    select
        units.unit_name,
        units.unit,
        statements.statement_id,
        statements.document_id,
        statements.amount_year,
        if(statements.report_kind = 'final_accounts', 'final', statements.report_kind) as amount_basis,
        points.flow,
        points.expenditure_kind,
        points.item,
        case
            when points.carry_scope != 'current' then points.carry_scope
            when year_money.is_all then 'all'
        end as carry_scope,
        coalesce(contexts.fund_source_key, 'all') as context_fund,
        coalesce(funds.section_fund, 'all') as section_fund,
        case points.fund_source_key
            when 'named' then coalesce(funds.sentence_fund, funds.section_fund)
            when 'all' then coalesce(funds.section_fund, contexts.fund_source_key, 'all')
            else points.fund_source_key
        end as fund_source_key
    from statements
    inner join subject_points as points on statements.subject_key = points.subject_key
    inner join year_money on statements.document_id = year_money.document_id
    left join subject_points as contexts on statements.context_key = contexts.subject_key
    left join {{ ref('int_statement_fund') }} as funds on statements.statement_id = funds.statement_id
    left join units on statements.statement_id = units.statement_id
    where
        points.flow is not null
        and (
            statements.context_key is null
            or coalesce(contexts.flow, points.flow) = points.flow
            and contexts.carry_scope != 'carry_over'
            and coalesce(contexts.expenditure_kind, 'total') = 'total'
        )
),

final as (
    select
        {% for column in [
            'statement_id', 'document_id', 'amount_basis', 'flow', 'fund_source_key', 'carry_scope',
            'expenditure_kind', 'item', 'unit_name', 'unit',
        ] -%}
        placed.{{ column }},
        {% endfor -%}
        {{ point_key(money_key(), unit='unit') }} as point_key
    from placed
    semi join funds_within as of_section
        on
            placed.fund_source_key = of_section.fund_source_key
            and placed.section_fund = of_section.whole_fund_source_key
    semi join funds_within as of_context
        on
            placed.fund_source_key = of_context.fund_source_key
            and placed.context_fund = of_context.whole_fund_source_key
    where placed.carry_scope is not null
)

select * from final

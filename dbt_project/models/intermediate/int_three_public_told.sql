-- What the text of a document tells of each of the three public expenses for the whole body, where it tells one figure.
with subjects as (
    select * from {{ ref('int_expense_subject') }}
),

-- Told within another matter (机关运行经费 and its travel), it need not be the whole.
statements as (
    select
        statements.*,
        subjects.measure_key as item
    from {{ ref('int_statement') }} as statements
    inner join subjects on statements.subject_key = subjects.subject_key
    anti join {{ ref('int_statement_unit') }} as units on statements.statement_id = units.statement_id
    left join subjects as contexts on statements.context_key = contexts.subject_key
    where
        (statements.context_key is null or contexts.subject_key is not null)
        and statements.value_yuan is not null
        and statements.told_as = 'stated'
        and statements.role in ('amount', 'budget_amount', 'prior_amount')
),

figures as (
    select
        *,
        case
            when report_kind = 'budget' and role = 'prior_amount'
                then 'prior_budget'
            when amount_year != fiscal_year then null
            when report_kind = 'budget' and role = 'amount' then 'budget'
            when report_kind = 'final_accounts' and role = 'budget_amount' then 'budget'
            when report_kind = 'final_accounts' and role = 'amount' then 'final'
        end as figure
    from statements
),

final as (
    select
        document_id,
        item,
        figure,
        max(value_yuan)::decimal(18, 2) as amount_yuan,
        min_by(statement_id, (page_no, statement_id)) as statement_id,
        min(page_no) as page_no
    from figures
    where figure is not null
    group by document_id, item, figure
    having count(distinct value_yuan) = 1
)

select * from final

-- Amounts of this year and the year before that a document's text tells of one subject in one breath: the amount with
-- its change, or with the amount of the year before. Told of the whole body, of the report's own year, and once.
with statements as (
    select statements.*
    from {{ ref('int_statement') }} as statements
    anti join {{ ref('int_statement_unit') }} as units on statements.statement_id = units.statement_id
    where
        statements.told_as = 'stated'
        and statements.value_yuan is not null
        and statements.amount_year between statements.fiscal_year - 1 and statements.fiscal_year
        and statements.function_code is null
        and statements.economic_code is null
        and statements.project_name is null
),

subjects as (
    select
        points.subject_key,
        points.subject_key as measure_key
    from {{ ref('subject_points') }} as points
    where points.flow in ('revenue', 'expenditure') and points.item is null
    union all
    select
        subject_key,
        measure_key
    from {{ ref('int_expense_subject') }}
),

grouped as (
    select
        statements.document_id,
        statements.group_no,
        subjects.measure_key,
        {% for figure, condition in [
            ('amount', "statements.role = 'amount' and statements.amount_year = statements.fiscal_year"),
            ('prior', "statements.role = 'prior_amount'"),
            ('change', "statements.role = 'change' and statements.amount_year = statements.fiscal_year"),
        ] -%}
        count(distinct statements.value_yuan) filter (where {{ condition }}) as {{ figure }}_count,
        max(
            statements.value_yuan{{ " * if(statements.direction = 'decrease', -1, 1)" if figure == 'change' }}
        ) filter (where {{ condition }}) as {{ figure }}_yuan,
        {% endfor -%}
        min(statements.page_no) as page_no,
        min_by(statements.statement_id, (statements.page_no, statements.statement_id)) as statement_id
    from statements
    inner join subjects on statements.subject_key = subjects.subject_key
    group by statements.document_id, statements.group_no, subjects.measure_key
),

pairs as (
    select
        *,
        coalesce(prior_yuan, amount_yuan - change_yuan) as year_before_yuan
    from grouped
    where
        amount_count = 1 and prior_count <= 1 and change_count <= 1 and prior_count + change_count > 0
        -- A rise by more than the whole (增加9.49万元 of 6.51万元): one of the two is wrong, and it is not known which.
        and coalesce(prior_yuan, amount_yuan - change_yuan) >= 0
),

final as (
    select
        document_id,
        measure_key,
        max(amount_yuan)::decimal(18, 2) as amount_yuan,
        max(year_before_yuan)::decimal(18, 2) as year_before_yuan,
        min_by(statement_id, (page_no, statement_id)) as statement_id
    from pairs
    group by document_id, measure_key
    -- Told of two things under one name, it is not known of which.
    having count(distinct amount_yuan) = 1 and count(distinct year_before_yuan) = 1
)

select * from final

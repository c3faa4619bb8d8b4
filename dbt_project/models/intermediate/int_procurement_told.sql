-- What the text of a document tells of its procurement as goods, works and services, where the parts come to the total
-- that the same sentence tells, and no other total is told so.
with statements as (
    select
        statements.*,
        case statements.subject_key
            when 'procurement_goods' then 'A'
            when 'procurement_works' then 'B'
            when 'procurement_services' then 'C'
        end as category_code
    from {{ ref('int_statement') }} as statements
    anti join {{ ref('int_statement_unit') }} as units on statements.statement_id = units.statement_id
    where
        statements.subject_key like 'procurement_%'
        and statements.role = 'amount'
        and statements.told_as = 'stated'
        and statements.value_yuan is not null
        and statements.amount_year = statements.fiscal_year
),

-- A total of which only one part is told leaves the others open.
divided as (
    select
        totals.document_id,
        totals.statement_id as total_statement_id,
        any_value(totals.value_yuan) as total_yuan,
        any_value(totals.slack_yuan) as slack_yuan
    from statements as totals
    inner join statements as parts on totals.statement_id = parts.parent_statement_id
    where totals.subject_key = 'procurement_total' and parts.category_code is not null
    group by totals.document_id, totals.statement_id
    having
        count(*) > 1
        and count(*) = count(distinct parts.category_code)
        and abs(sum(parts.value_yuan) - any_value(totals.value_yuan))
        <= sum(parts.slack_yuan) + any_value(totals.slack_yuan)
),

chosen as (
    select *
    from divided
    qualify
        row_number() over (partition by document_id order by total_statement_id) = 1
        and min(total_yuan) over (partition by document_id) = max(total_yuan) over (partition by document_id)
),

final as (
    select
        chosen.document_id,
        parts.category_code,
        parts.value_yuan::decimal(18, 2) as amount_yuan,
        sum(parts.value_yuan) over (partition by chosen.document_id)::decimal(18, 2) as all_categories_yuan,
        chosen.total_yuan::decimal(18, 2) as told_total_yuan,
        chosen.slack_yuan,
        parts.statement_id,
        parts.page_no
    from chosen
    inner join statements as parts on chosen.total_statement_id = parts.parent_statement_id
    where parts.category_code is not null
)

select * from final

-- Basic expenditure of the general public budget of every body, year and report kind by economic code of today; of the
-- report that counts for the body's expenditure, so that nothing is in twice.
with amounts as (
    select * from {{ ref('fct_expenditure_by_economic') }}
    where
        table_kind = 'general_public_basic_expenditure'
        and is_leaf
        and amount_yuan is not null
        and amount_year = fiscal_year
),

sources as (
    select * from {{ ref('int_body_source') }}
    where flow = 'expenditure'
),

bodies as (
    select * from {{ ref('dim_body') }}
),

classes as (
    select
        economic_code as class_code,
        max_by(comparable_economic_name, (is_listed, coalesce(valid_to_year, 9999), economic_key)) as class_name
    from {{ ref('dim_economic') }}
    where economic_level = 'class'
    group by economic_code
),

final as (
    select
        sources.body_key,
        bodies.body_name,
        bodies.division_name,
        sources.body_kind,
        sources.fiscal_year,
        sources.report_kind,
        left(amounts.comparable_economic_code, 3) as comparable_class_code,
        classes.class_name as comparable_class_name,
        amounts.comparable_economic_code,
        amounts.comparable_economic_name,
        sum(amounts.amount_yuan)::decimal(18, 2) as amount_yuan,
        list_sort(list(distinct amounts.economic_code)) as economic_codes_printed,
        case
            when bool_or(amounts.reconciliation_status = 'disagrees') then 'disagrees'
            when bool_or(amounts.reconciliation_status != 'reconciled') then 'unproven'
            else 'reconciled'
        end as reconciliation_status,
        any_value(amounts.document_id) as document_id
    from amounts
    semi join {{ ref('int_counted_table') }} as counted_tables
        on amounts.table_id = counted_tables.table_id and not counted_tables.may_overlap
    inner join sources on amounts.document_id = sources.document_id
    inner join bodies on sources.body_key = bodies.body_key
    left join classes on left(amounts.comparable_economic_code, 3) = classes.class_code
    group by all
)

select * from final

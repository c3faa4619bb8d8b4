-- Government procurement of a body and year by goods, works and services of the official catalogue, whatever words the
-- table prints; from one report. What is bought under words that the catalogue does not decide is in a row of its own.
with documents as (
    select * from {{ ref('int_body_document') }}
),

amounts as (
    select * from {{ ref('fct_procurement') }}
    where amount_year = fiscal_year
),

categories as (
    select * from {{ ref('int_procurement_category') }}
),

category_names as (
    select
        code as category_code,
        name as category_name
    from {{ ref('procurement_item') }}
    where level = '0'
),

totals as (
    select
        document_id,
        max(amount_yuan) as printed_total_yuan
    from amounts
    where row_kind = 'total' and measure_key = 'procurement_amount'
    group by document_id
    having count(distinct amount_yuan) = 1
),

leaves as (
    select
        documents.body_key,
        documents.fiscal_year,
        documents.report_kind,
        documents.body_kind,
        documents.document_rank,
        documents.document_id,
        categories.category_code,
        categories.category_basis,
        amounts.amount_yuan,
        amounts.row_id,
        amounts.page_no,
        amounts.reconciliation_status
    from amounts
    inner join documents on amounts.document_id = documents.document_id
    left join categories
        on
            coalesce(amounts.procurement_code, '') = coalesce(categories.procurement_code, '')
            and coalesce(amounts.procurement_name, '') = coalesce(categories.procurement_name_printed, '')
    where amounts.is_leaf and amounts.amount_yuan is not null
    qualify
        min(documents.document_rank) over (
            partition by documents.body_key, documents.fiscal_year, documents.report_kind
        ) = documents.document_rank
),

sums as (
    select
        body_key,
        fiscal_year,
        report_kind,
        category_code,
        any_value(body_kind) as body_kind,
        any_value(document_id) as document_id,
        min(page_no) as page_no,
        sum(amount_yuan)::decimal(18, 2) as amount_yuan,
        count(distinct row_id)::integer as purchase_count,
        count(distinct row_id) filter (where category_basis = 'ending')::integer as told_by_ending_count,
        case
            when bool_or(reconciliation_status = 'disagrees') then 'disagrees'
            when bool_or(reconciliation_status != 'reconciled') then 'unproven'
            else 'reconciled'
        end as reconciliation_status
    from leaves
    group by body_key, fiscal_year, report_kind, category_code
),

final as (
    select
        sums.body_key,
        bodies.body_name,
        bodies.division_name,
        sums.body_kind,
        sums.fiscal_year,
        sums.report_kind,
        case sums.category_code when 'A' then 'goods' when 'B' then 'works' when 'C' then 'services' else 'open' end
            as category_key,
        coalesce(category_names.category_name, '品目未定') as category_name,
        sums.amount_yuan,
        sums.purchase_count,
        sums.told_by_ending_count,
        sum(sums.amount_yuan) over (
            partition by sums.body_key, sums.fiscal_year, sums.report_kind
        )::decimal(18, 2) as all_categories_yuan,
        totals.printed_total_yuan,
        sums.reconciliation_status,
        sums.document_id,
        sums.page_no
    from sums
    inner join {{ ref('dim_body') }} as bodies on sums.body_key = bodies.body_key
    left join category_names on sums.category_code = category_names.category_code
    left join totals on sums.document_id = totals.document_id
)

select * from final

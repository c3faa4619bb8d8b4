-- What the procurement table of a document prints, by goods, works and services of the official catalogue, whatever
-- words it prints; what is bought under words that the catalogue does not decide is in a row of its own.
with amounts as (
    select * from {{ ref('int_fact_amount') }}
    where
        fact_table = 'fct_procurement'
        and value_type = 'money'
        -- What is reserved for smaller enterprises is in the purchase already.
        and measure_key not in ('procurement_sme_amount', 'procurement_micro_amount')
        and amount_year = fiscal_year
),

categories as (
    select * from {{ ref('int_procurement_category') }}
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

sums as (
    select
        amounts.document_id,
        coalesce(categories.category_code, 'open') as category_code,
        min(amounts.page_no) as page_no,
        sum(amounts.amount_yuan)::decimal(18, 2) as amount_yuan,
        count(distinct amounts.row_id)::integer as purchase_count,
        count(distinct amounts.row_id) filter (where categories.category_basis = 'ending')::integer
            as told_by_ending_count,
        case
            when bool_or(amounts.reconciliation_status = 'disagrees') then 'disagrees'
            when bool_or(amounts.reconciliation_status != 'reconciled') then 'unproven'
            else 'reconciled'
        end as reconciliation_status
    from amounts
    left join categories
        on
            coalesce(amounts.procurement_code, '') = coalesce(categories.procurement_code, '')
            and coalesce(amounts.procurement_name_printed, '') = coalesce(categories.procurement_name_printed, '')
    where amounts.is_leaf and amounts.amount_yuan is not null
    group by amounts.document_id, coalesce(categories.category_code, 'open')
),

final as (
    select
        sums.*,
        sum(sums.amount_yuan) over same_document::decimal(18, 2) as all_categories_yuan,
        totals.printed_total_yuan,
        bool_and(sums.category_code != 'open') over same_document
        and coalesce(sum(sums.amount_yuan) over same_document = totals.printed_total_yuan, true) as is_complete
    from sums
    left join totals on sums.document_id = totals.document_id
    window same_document as (partition by sums.document_id)
)

select * from final

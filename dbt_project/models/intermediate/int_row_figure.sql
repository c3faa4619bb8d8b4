-- Quantities, prices and side amounts of a printed row, one column each, for facts of purchases and assets.
with amounts as (
    select * from {{ ref('int_amount') }}
    where
        value is not null
        and table_kind in ('government_procurement', 'purchased_services', 'asset_allocation')
),

final as (
    select
        row_id,
        {% for measure in ['quantity', 'asset_quantity', 'asset_authorised_quantity', 'asset_requested_quantity',
                           'asset_approved_quantity'] -%}
        max(value) filter (where measure_key = '{{ measure }}') as {{ measure }},
        {% endfor -%}
        max(amount_yuan) filter (where measure_key = 'unit_price') as unit_price_yuan,
        max(amount_yuan) filter (where measure_key = 'procurement_sme_amount') as sme_amount_yuan,
        max(amount_yuan) filter (where measure_key = 'procurement_micro_amount') as micro_amount_yuan,
        max(amount_yuan) filter (where measure_key = 'asset_approved_unit_price') as asset_approved_unit_price_yuan,
        max(amount_yuan) filter (where measure_key = 'asset_approved_amount') as asset_approved_amount_yuan
    from amounts
    group by row_id
)

select * from final

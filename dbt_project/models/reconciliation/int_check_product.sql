-- Amounts that are quantity × unit price in the same row (seed product_rules).
with rules as (
    select * from {{ ref('product_rules') }}
),

-- Only these are joined: a row with a hundred figures would meet itself ten thousand times.
rule_measures as (
    select unnest([amount_measure, quantity_measure, price_measure]) as measure_key
    from rules
),

-- A group's or total's price is no price.
purchase_rows as (
    select row_id from {{ ref('int_row_tree') }}
    where row_kind = 'line' and is_leaf
),

figures as (
    select figures.*
    from {{ ref('int_check_figure') }} as figures
    inner join purchase_rows on figures.row_id = purchase_rows.row_id
    semi join rule_measures on figures.measure_key = rule_measures.measure_key
    where figures.figure_state = 'figure' and figures.measure_key is not null
    qualify count(*) over (partition by figures.row_id, figures.measure_key) = 1
),

final as (
    select
        rules.rule_id,
        amount.document_id,
        amount.table_id,
        amount.table_kind,
        amount.source_id as amount_id,
        quantity.source_id as quantity_id,
        price.source_id as price_id,
        amount.label as amount_label,
        quantity.label || ' × ' || price.column_label as product_label,
        amount.page_no as amount_page_no,
        price.page_no as price_page_no,
        [amount.cell_id] as amount_cell_ids,
        [quantity.cell_id, price.cell_id] as product_cell_ids,
        amount.value as amount_yuan,
        -- Misprinted by ten thousand, both factors may be too large for any number; then nothing can be compared.
        try((quantity.value::decimal(19, 4) * price.value::decimal(19, 4))::decimal(24, 6)) as product_yuan,
        try((amount.slack + abs(quantity.value)::decimal(19, 4) * price.slack::decimal(19, 6))::decimal(24, 6))
            as tolerance
    from figures as amount
    inner join rules on amount.table_kind = rules.table_kind and amount.measure_key = rules.amount_measure
    inner join figures as quantity on amount.row_id = quantity.row_id and rules.quantity_measure = quantity.measure_key
    inner join figures as price on amount.row_id = price.row_id and rules.price_measure = price.measure_key
)

select * from final
where product_yuan is not null and tolerance is not null

-- The rows whose amounts are the totals of their table: those it calls so, by name where it has two sides; else the
-- rows under which all others stand (a department's units, each with its own). In forms, those of each form.
{{ config(meta={'parted_by': 'int_fact_amount', 'rows_a_part': var('amounts_a_part')}) }}
with amounts as (
    select * from {{ ref('int_fact_amount') }}
    where value_type = 'money' and value is not null and measure_key != 'change_amount' and {{ in_part('document_id') }}
),

row_tree as (
    select * from {{ ref('int_row_tree') }}
),

fact_rows as (
    select distinct
        amounts.table_id,
        amounts.document_id,
        amounts.fact_table,
        amounts.form_no,
        amounts.block_no,
        amounts.row_id,
        amounts.row_no,
        amounts.row_kind,
        amounts.row_key,
        amounts.side,
        row_tree.parent_row_id is null as is_top
    from amounts
    inner join row_tree on amounts.row_id = row_tree.row_id
    anti join {{ ref('int_other_half') }} as other_halves
        on amounts.table_id = other_halves.table_id and amounts.block_no = other_halves.block_no
    where not row_tree.is_part
),

ranked as (
    select
        *,
        case
            -- 本年支出合计 goes before 支出总计, which adds what is carried to the next year.
            when row_key in ('revenue_grand_total', 'expenditure_current_total') then 1
            when row_key in ('revenue_current_total', 'expenditure_grand_total') then 2
            when row_kind = 'total' and is_top then 3
            when side is not null then null
            when row_kind = 'subtotal' and is_top then 4
            when is_top then 5
        end as total_rank
    from fact_rows
),

final as (
    select
        row_id,
        table_id,
        document_id,
        fact_table
    from ranked
    where total_rank is not null
    qualify
        total_rank = min(total_rank) over (partition by table_id, fact_table, form_no)
        -- A total printed again in its half, as below the list it stands above, is not another one.
        and (
            total_rank >= 4
            or row_number() over (partition by table_id, fact_table, form_no, block_no, total_rank order by row_no) = 1
        )
)

select * from final

-- The money that targets state of each project. In a list what units spend on one project adds up; the same amount
-- again of the same unit, as below the break of a page, counts once. In a form the largest is the whole.
with unit_amounts as (
    select
        entries.table_id,
        entries.form_no,
        entries.entry_no,
        case when entries.is_list then coalesce(amounts.unit_code, amounts.unit_name) end as unit,
        any_value(entries.is_list) as is_list,
        max(amounts.amount_yuan) as largest_yuan,
        sum(distinct amounts.amount_yuan) as together_yuan
    from {{ ref('int_amount') }} as amounts
    inner join {{ ref('int_project_entry') }} as entries on amounts.row_id = entries.row_id
    where amounts.measure_key = 'project_investment'
    group by entries.table_id, entries.form_no, entries.entry_no, unit
),

final as (
    select
        table_id,
        form_no,
        entry_no,
        sum(if(is_list, together_yuan, largest_yuan))::decimal(18, 2) as amount_yuan
    from unit_amounts
    group by table_id, form_no, entry_no
)

select * from final

-- The money that targets state of each project. What is said again below the break of a page counts once; what several
-- units of a list spend on one project adds up.
with unit_amounts as (
    select
        entries.table_id,
        entries.form_no,
        entries.entry_no,
        case when entries.is_list then coalesce(amounts.unit_code, amounts.unit_name) end as unit,
        max(amounts.amount_yuan) as amount_yuan
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
        sum(amount_yuan)::decimal(18, 2) as amount_yuan
    from unit_amounts
    group by table_id, form_no, entry_no
)

select * from final

-- What table 6 prints of each economic class and subclass. A class whose subclasses come to it lists all of them: what
-- is not under it is 0. One row per report and code.
with printed as (
    select
        controls.document_id,
        controls.join_key as economic_code,
        sum(controls.value) as value_yuan,
        sum(controls.slack) as slack_yuan,
        any_value(figures.table_id) as table_id,
        any_value(figures.table_kind) as table_kind,
        min(figures.page_no) as page_no,
        list_sort(list(figures.cell_id)) as cell_ids
    from {{ ref('int_control_total') }} as controls
    inner join {{ ref('int_checkable_figure') }} as figures on controls.source_id = figures.source_id
    where controls.control_key = 'basic_by_economic'
    group by controls.document_id, controls.join_key
),

items as (
    select
        document_id,
        left(economic_code, 3) as economic_code,
        sum(value_yuan) as value_yuan,
        sum(slack_yuan) as slack_yuan
    from printed
    where len(economic_code) = 5
    group by document_id, left(economic_code, 3)
),

final as (
    select
        printed.*,
        len(printed.economic_code) = 3
        and coalesce(abs(printed.value_yuan - items.value_yuan) <= printed.slack_yuan + items.slack_yuan, false)
            as is_itemised
    from printed
    left join items on printed.document_id = items.document_id and printed.economic_code = items.economic_code
)

select * from final

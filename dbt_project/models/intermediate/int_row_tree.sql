-- Which printed row stands under which: the parent is the nearest earlier row of the same half or form with a smaller
-- level. Totals printed below their parts have no children here; they are told by row_kind, not by the tree.
with body_rows as (
    select
        *,
        count(*) over (partition by table_id, form_no, block_no) as rows_in_block
    from {{ ref('stg_rows') }}
    where row_kind not in ('header', 'note')
),

parents as (
    select
        child.row_id,
        arg_max(parent.row_id, parent.row_no) as parent_row_id
    from body_rows as child
    inner join body_rows as parent
        on
            child.table_id = parent.table_id
            and child.form_no = parent.form_no
            and child.block_no = parent.block_no
            and child.row_no > parent.row_no
            and child.level_no > parent.level_no
    group by child.row_id
),

-- What is only a part of its row (其中) takes nothing away from it.
child_counts as (
    select
        parents.parent_row_id as row_id,
        count(*) as child_count
    from parents
    inner join body_rows on parents.row_id = body_rows.row_id
    where not coalesce(body_rows.is_part, false)
    group by parents.parent_row_id
),

function_tables as (
    select distinct table_id
    from body_rows
    where function_code is not null
),

final as (
    select
        body_rows.row_id,
        body_rows.table_id,
        body_rows.document_id,
        body_rows.form_no,
        body_rows.block_no,
        body_rows.row_no,
        body_rows.level_no,
        body_rows.row_kind,
        body_rows.row_key,
        body_rows.function_code,
        coalesce(
            body_rows.label_printed, body_rows.project_name_printed, body_rows.function_name_printed,
            body_rows.economic_name_printed, body_rows.procurement_name_printed, body_rows.unit_name_printed
        ) as row_words,
        coalesce(body_rows.is_part, false) as is_part,
        parents.parent_row_id,
        coalesce(child_counts.child_count, 0)::integer as child_count,
        -- A total sums rows printed elsewhere, so it is no leaf though nothing stands under it; unless it is all there
        -- is (the one row of an empty table), or a carry-over, which is a subtotal by name and an amount by nature.
        child_counts.child_count is null and not coalesce(body_rows.is_part, false) and (
            body_rows.row_kind in ('line', 'group')
            or body_rows.rows_in_block = 1
            or coalesce(body_rows.row_key in (
                'revenue_carry_over', 'revenue_use_of_surplus', 'revenue_unit_account_balance',
                'expenditure_carry_forward', 'expenditure_surplus_distribution'
            ), false)
        )
        -- The same money by purpose, beside the money by function, would count twice; in a half by economic class
        -- (事业单位经营支出 after 人员经费和公用经费) it is one more part of the list.
        and not (
            coalesce(row_key_facts.is_second_view, false)
            and body_rows.along is distinct from 'economic'
            and body_rows.table_id in (select function_tables.table_id from function_tables)
        ) as is_leaf
    from body_rows
    left join parents on body_rows.row_id = parents.row_id
    left join child_counts on body_rows.row_id = child_counts.row_id
    left join {{ ref('row_key_facts') }} as row_key_facts on body_rows.row_key = row_key_facts.row_key
)

select * from final

-- Rows of no known name below one that names a fund (财政专户管理资金: 其他非税收入) or a kind of expenditure
-- (人员经费和公用经费支出: 工资福利支出): they speak of its money. Of two above each other the nearer counts.
with named as (
    select
        row_tree.row_id,
        nullif(row_key_facts.fund_source_key, 'all') as fund_source_key,
        row_key_facts.carry_scope,
        nullif(row_key_facts.expenditure_kind, 'total') as expenditure_kind
    from {{ ref('int_row_tree') }} as row_tree
    inner join {{ ref('row_key_facts') }} as row_key_facts on row_tree.row_key = row_key_facts.row_key
    where row_key_facts.fund_source_key != 'all' or row_key_facts.expenditure_kind != 'total'
),

nameless as (
    select
        row_id,
        document_id
    from {{ ref('int_row_tree') }}
    where row_key is null
),

final as (
    select
        nameless.row_id,
        nameless.document_id,
        arg_min(named.fund_source_key, row_ancestors.distance) filter (where named.fund_source_key is not null)
            as fund_source_key,
        arg_min(named.carry_scope, row_ancestors.distance) filter (where named.fund_source_key is not null)
            as carry_scope,
        arg_min(named.expenditure_kind, row_ancestors.distance) filter (where named.expenditure_kind is not null)
            as expenditure_kind
    from nameless
    inner join {{ ref('int_row_ancestor') }} as row_ancestors on nameless.row_id = row_ancestors.row_id
    inner join named on row_ancestors.ancestor_row_id = named.row_id
    group by nameless.row_id, nameless.document_id
)

select * from final

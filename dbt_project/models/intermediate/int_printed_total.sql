-- The total a document's tables of one kind state: the one table's, or the sum over its units' tables.
with counted_tables as (
    select * from {{ ref('int_counted_table') }}
),

final as (
    select
        document_id,
        flow,
        table_kind,
        sum(total_yuan) as total_yuan,
        sum(slack_yuan) as slack_yuan,
        sum(current_yuan) as current_yuan,
        sum(current_slack_yuan) as current_slack_yuan,
        count(*)::integer as table_count,
        bool_or(may_overlap) as may_overlap,
        bool_or(is_held_back) as has_held_back,
        list(line_id order by line_id) filter (where line_id is not null) as line_ids
    from counted_tables
    group by document_id, flow, table_kind
    having count(coalesce(total_yuan, current_yuan)) > 0
)

select * from final

-- Which of several tables of one kind in a document state its money. A department may print its units' tables behind
-- its own: one whose total is the sum of the others' is the department's and counts alone, as does one of several that
-- all state the same total. Else each is a unit's and all count; only another kind of table can show none overlaps.
with totals as (
    select *
    from {{ ref('int_table_total') }}
),

compared as (
    select
        *,
        count(total_yuan) over same_kind as total_count,
        sum(total_yuan) over same_kind as all_yuan,
        sum(slack_yuan) over same_kind as all_slack_yuan,
        min(total_yuan) over same_kind as least_yuan,
        max(total_yuan) over same_kind as most_yuan
    from totals
    window same_kind as (partition by document_id, flow, table_kind)
),

judged as (
    select
        *,
        total_count > 1
        and total_yuan is not null
        and (abs(all_yuan - 2 * total_yuan) <= all_slack_yuan or least_yuan = most_yuan) as is_whole
    from compared
),

ranked as (
    select
        *,
        bool_or(is_whole) over (partition by document_id, flow, table_kind) as has_whole,
        row_number() over (partition by document_id, flow, table_kind order by is_whole desc, table_id asc)
            as whole_rank
    from judged
),

final as (
    select
        document_id,
        table_id,
        table_kind,
        flow,
        line_id,
        total_yuan,
        slack_yuan,
        current_yuan,
        current_slack_yuan,
        is_held_back,
        not has_whole and total_count > 1 as may_overlap
    from ranked
    where not has_whole or whole_rank = 1
)

select * from final

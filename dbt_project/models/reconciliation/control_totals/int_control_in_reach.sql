-- The control totals a report's text may be held against: its own, those of the tables it was published beside, of the
-- report of the year before, and of the budget, told apart by their relation.
with controls as (
    select * from {{ ref('int_control_total') }}
),

reach as (
    select * from {{ ref('int_reach') }}
),

final as (
    select
        reach.document_id,
        reach.relation,
        controls.control_key,
        controls.join_key,
        controls.source_id,
        controls.value,
        controls.slack
    from reach
    inner join controls on reach.printed_in = controls.document_id
)

select * from final

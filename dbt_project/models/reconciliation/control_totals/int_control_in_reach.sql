-- The control totals a report's text may be held against: its own, those of the tables it was published beside, of the
-- report of the year before, and of the budget, told apart by their relation.
with controls as (
    select * from {{ ref('int_control_total') }}
),

final as (
    select
        controls.document_id,
        'own' as relation,
        controls.control_key,
        controls.join_key,
        controls.source_id,
        controls.value,
        controls.slack
    from controls
    union all
    select
        companions.document_id,
        companions.relation,
        controls.control_key,
        controls.join_key,
        controls.source_id,
        controls.value,
        controls.slack
    from {{ ref('int_companion') }} as companions
    inner join controls on companions.companion_id = controls.document_id
)

select * from final

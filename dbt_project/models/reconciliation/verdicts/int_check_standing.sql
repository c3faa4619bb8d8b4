-- What a failing check may be held against: proven (the relation it rests on is proven elsewhere, and fails here only),
-- often_failing (proven, but it fails as often as it holds), or unproven, and why. One sum never serves both to choose
-- a reading and to accuse by it: what proves is always another sum.
{% set most_failing, least_forms, least_points = 3, 2, 3 %}
with evidence as (
    select * from {{ ref('int_check_evidence') }}
),

reasoned as (
    select
        *,
        case
            when list_contains(clues, 'carry_over') then 'carry_over'
            when list_contains(clues, 'printed_difference') then 'printed_difference'
            when list_contains(clues, 'part_unread') then 'part_unread'
            when list_contains(clues, 'unnamed_row') then 'unnamed_row'
            when list_contains(clues, 'empty_whole') then 'empty_whole'
            when list_contains(clues, 'misplaced_row') then 'misplaced_row'
            when list_contains(clues, 'rows_elsewhere') then 'misplaced_row'
            when list_contains(clues, 'table_end') then 'table_end'
            -- What no rule names our coordinates alone claim: other points of the table must show them right.
            when starts_with(rule_id, 'law_') and (closed_count < {{ least_points }} or failed_count >= closed_count)
                then 'law_alone'
            when relation_kind = 'across' and not are_summands then 'no_proven_summand'
            when relation_kind = 'across' and closed_count = 0 then 'nothing_closes'
            when relation_kind = 'down' and closed_count = 0 then 'nothing_closes'
            -- Forms of one kind are built alike: those of other projects prove how this one adds up.
            when
                relation_kind = 'named_rows' and not are_anchored and closed_count = 0
                and rule_closed_count < {{ least_forms }}
                then 'sides_unproven'
            when relation_kind in ('tables', 'text_and_table') and not are_confirmed and closed_count = 0
                then 'sides_unproven'
            when relation_kind = 'text_and_table' and not is_alike and is_contested then 'scope_contested'
            when relation_kind = 'text_and_table' and not is_alike and is_printed_elsewhere then 'printed_elsewhere'
            when
                relation_kind in ('text_and_table', 'text', 'stated', 'tables')
                and rule_failed_count >= {{ most_failing }} and rule_failed_count > rule_passed_count
                then 'fails_mostly'
            when relation_kind = 'text_and_table' and not is_alike and not is_zero then 'far_apart'
        end as unproven_reason
    from evidence
),

final as (
    select
        check_id,
        document_id,
        relation_kind,
        case
            when unproven_reason is not null then 'unproven'
            when relation_kind = 'across' and failed_count >= closed_count then 'often_failing'
            when
                relation_kind = 'down'
                and (failed_count > closed_count or failed_count >= tree_closed_count)
                then 'often_failing'
            else 'proven'
        end as standing,
        unproven_reason,
        tried_count::integer as tried_count,
        closed_count::integer as closed_count,
        failed_count::integer as failed_count
    from reasoned
)

select * from final

-- What a failing check may be held against: proven (the relation it rests on is proven elsewhere, and fails here only),
-- often_failing (proven, but it fails as often as it holds), or unproven, and why. One sum never serves both to choose a
-- reading and to accuse by it: what proves is always another sum.
{% set most_failing, least_forms = 3, 2 %}
with failing as (
    select * from {{ ref('int_check') }}
    where status = 'failed'
),

sums as (
    select * from {{ ref('int_checked_sum') }}
),

terms as (
    select * from {{ ref('int_check_term') }}
),

relations as (
    select * from {{ ref('int_relation_proof') }}
),

-- All levels of one table's rows are one tree.
trees as (
    select
        document_id,
        place_key,
        sum(closed_count) as closed_count
    from relations
    where relation_kind = 'down'
    group by document_id, place_key
),

anchors as (
    select * from {{ ref('int_anchored_figure') }}
),

summands as (
    select * from {{ ref('int_proven_summand') }}
),

clues as (
    select
        check_id,
        list_sort(list(clue)) as clues
    from {{ ref('int_failing_clue') }}
    group by check_id
),

claims as (
    select * from {{ ref('int_text_claim') }}
),

-- Which of its figures other sums vouch for.
vouched as (
    select
        terms.check_id,
        bool_and(coalesce(anchors.telling_count > 0, false)) filter (
            where terms.source_kind = 'line' and terms.value != 0
        ) as are_anchored,
        bool_and(anchors.source_id is not null) filter (where terms.source_kind = 'line' and terms.value != 0)
            as are_confirmed,
        bool_and(summands.col_no is not null) filter (where terms.side = 'right' and terms.value != 0)
            as are_summands
    from terms
    left join anchors on terms.source_id = anchors.source_id
    left join summands
        on terms.rule_id = summands.rule_id and terms.table_id = summands.table_id and terms.col_no = summands.col_no
    group by terms.check_id
),

-- Whole rules fare in a document as one, where no table ties their instances together.
fared as (
    select
        checks.document_id,
        checks.rule_id,
        count(*) filter (where checks.status = 'passed') as passed_count,
        count(distinct checks.left_value) filter (where checks.status = 'failed') as failed_count,
        count(distinct checks.left_value) filter (
            where checks.status = 'passed' and sums.is_large and sums.addend_count > 1
        ) as closed_count
    from {{ ref('int_check') }} as checks
    left join sums on checks.check_id = sums.check_id
    group by checks.document_id, checks.rule_id
),

weighed as (
    select
        failing.check_id,
        failing.document_id,
        failing.rule_id,
        coalesce(sums.relation_kind, 'stated') as relation_kind,
        coalesce(relations.tried_count, 0) as tried_count,
        coalesce(relations.closed_count, 0) as closed_count,
        coalesce(relations.failed_count, 0) as failed_count,
        coalesce(trees.closed_count, 0) as tree_closed_count,
        fared.passed_count as rule_passed_count,
        fared.failed_count as rule_failed_count,
        coalesce(vouched.are_anchored, true) as are_anchored,
        coalesce(vouched.are_confirmed, true) as are_confirmed,
        coalesce(vouched.are_summands, false) as are_summands,
        coalesce(claims.is_alike, false) as is_alike,
        coalesce(claims.is_zero, false) as is_zero,
        fared.closed_count as rule_closed_count,
        coalesce(claims.is_contested, false) as is_contested,
        coalesce(claims.is_printed_elsewhere, false) as is_printed_elsewhere,
        coalesce(clues.clues, []) as clues
    from failing
    inner join fared on failing.document_id = fared.document_id and failing.rule_id = fared.rule_id
    left join sums on failing.check_id = sums.check_id
    left join relations
        on
            sums.document_id = relations.document_id
            and sums.rule_id = relations.rule_id
            and coalesce(sums.table_id, 'text') = relations.place_key
    left join trees on sums.document_id = trees.document_id and sums.table_id = trees.place_key
    left join vouched on failing.check_id = vouched.check_id
    left join clues on failing.check_id = clues.check_id
    left join claims on failing.check_id = claims.check_id
),

reasoned as (
    select
        *,
        case
            when list_contains(clues, 'carry_over') then 'carry_over'
            when list_contains(clues, 'part_unread') then 'part_unread'
            when list_contains(clues, 'unnamed_row') then 'unnamed_row'
            when list_contains(clues, 'empty_whole') then 'empty_whole'
            when list_contains(clues, 'misplaced_row') then 'misplaced_row'
            when list_contains(clues, 'rows_elsewhere') then 'misplaced_row'
            when list_contains(clues, 'table_end') then 'table_end'
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
    from weighed
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

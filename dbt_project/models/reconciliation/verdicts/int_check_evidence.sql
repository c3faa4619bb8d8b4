-- All that is known of the relation each failing check rests on: how it fares elsewhere, what other sums say of its
-- figures, and what speaks for a misreading.
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

final as (
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
            failing.document_id = relations.document_id
            and failing.rule_id = relations.rule_id
            and coalesce(failing.table_id, 'text') = relations.place_key
    left join trees on sums.document_id = trees.document_id and sums.table_id = trees.place_key
    left join vouched on failing.check_id = vouched.check_id
    left join clues on failing.check_id = clues.check_id
    left join claims on failing.check_id = claims.check_id
)

select * from final

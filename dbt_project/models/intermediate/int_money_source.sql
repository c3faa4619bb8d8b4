-- For each document and flow, the sources the analyst tables could be cut from, and whether each adds up: to the totals
-- its own tables print, and to a total that another table states of all the money (or of all of the year's own).
with money_sources as (
    select * from {{ ref('money_sources') }}
),

totals as (
    select * from {{ ref('int_printed_total') }}
),

leaves as (
    select
        amounts.document_id,
        amounts.report_kind,
        counted_tables.flow,
        amounts.table_kind,
        coalesce(sum(amounts.amount_yuan), 0) as leaf_yuan,
        coalesce(sum(amounts.amount_yuan) filter (where amounts.carry_scope = 'current'), 0) as current_leaf_yuan,
        sum(amounts.slack_yuan) as slack_yuan,
        bool_or(amounts.reconciliation_status = 'held_back') as has_held_back
    from {{ ref('int_fact_amount') }} as amounts
    inner join {{ ref('int_counted_table') }} as counted_tables
        on
            amounts.table_id = counted_tables.table_id
            and {{ flow_of('amounts.fact_table') }} = counted_tables.flow
    where
        amounts.fact_table in ('fct_revenue', 'fct_expenditure_by_function')
        and amounts.is_leaf
        and amounts.amount_year = amounts.fiscal_year
    group by amounts.document_id, amounts.report_kind, counted_tables.flow, amounts.table_kind
),

candidates as (
    select
        leaves.document_id,
        money_sources.flow,
        money_sources.source_rank,
        money_sources.source_table_kind,
        any_value(money_sources.is_whole) as is_whole,
        sum(leaves.leaf_yuan)::decimal(18, 2) as leaf_yuan,
        sum(leaves.current_leaf_yuan)::decimal(18, 2) as current_leaf_yuan,
        sum(totals.total_yuan)::decimal(18, 2) as own_total_yuan,
        sum(leaves.slack_yuan) + coalesce(sum(totals.slack_yuan), 0) as slack_yuan,
        bool_or(leaves.has_held_back) as has_held_back,
        coalesce(bool_or(totals.may_overlap), false) as may_overlap,
        bool_or(leaves.table_kind = money_sources.source_table_kind) as is_present,
        flatten(list(totals.line_ids order by leaves.table_kind) filter (where totals.line_ids is not null))
            as total_line_ids
    from money_sources
    inner join leaves
        on
            money_sources.flow = leaves.flow
            and money_sources.member_table_kind = leaves.table_kind
            and coalesce(money_sources.report_kind, leaves.report_kind) = leaves.report_kind
    left join totals
        on
            leaves.document_id = totals.document_id
            and leaves.flow = totals.flow
            and leaves.table_kind = totals.table_kind
    group by leaves.document_id, money_sources.flow, money_sources.source_rank, money_sources.source_table_kind
),

whole_kinds as (
    select distinct
        flow,
        member_table_kind
    from money_sources
    where is_whole
),

-- What other tables state of all the money: only these can show that a source leaves nothing out, or counts none twice.
compared as (
    select
        candidates.document_id,
        candidates.flow,
        candidates.source_rank,
        count(whole.document_id) as other_total_count,
        count(whole.document_id)
        filter (
            where
            abs(candidates.leaf_yuan - whole.total_yuan) <= candidates.slack_yuan + whole.slack_yuan
            or whole.total_yuan is null
            and abs(candidates.current_leaf_yuan - whole.current_yuan)
            <= candidates.slack_yuan + whole.current_slack_yuan
        ) as agreeing_total_count
    from candidates
    left join whole_kinds on candidates.flow = whole_kinds.flow
    left join totals as whole
        on
            candidates.document_id = whole.document_id
            and candidates.flow = whole.flow
            and whole_kinds.member_table_kind = whole.table_kind
            and candidates.source_table_kind != whole.table_kind
            and candidates.may_overlap::integer < 2 - coalesce(whole.may_overlap, true)::integer  -- for a hash join
    group by candidates.document_id, candidates.flow, candidates.source_rank
),

final as (
    select
        candidates.*,
        compared.other_total_count::integer as other_total_count,
        compared.agreeing_total_count::integer as agreeing_total_count,
        candidates.is_present
        and not candidates.has_held_back
        and candidates.own_total_yuan is not null
        and abs(candidates.leaf_yuan - candidates.own_total_yuan) <= candidates.slack_yuan
        and (
            compared.agreeing_total_count > 0
            or (compared.other_total_count = 0 and not candidates.may_overlap)
        ) as adds_up
    from candidates
    inner join compared
        on
            candidates.document_id = compared.document_id
            and candidates.flow = compared.flow
            and candidates.source_rank = compared.source_rank
)

select * from final

-- The sum of the leaves against the printed total, of each money column and of the whole table (no measure): equal, or
-- why not. The whole is held against the totals of the table's outermost columns together.
with leaf_sums as (
    select * from {{ ref('int_leaf_sum') }}
),

open_columns as (
    select * from {{ ref('int_open_column') }}
),

unknown_summands as (
    select * from {{ ref('int_unknown_summand') }}
),

columns_judged as (
    select
        leaf_sums.*,
        open_columns.check_ids,
        {{ reason_of_leaf_sum('leaf_sums', 'unknown_summands', 'open_columns', 'kinds') }} as reason
    from leaf_sums
    left join open_columns
        on
            leaf_sums.table_id = open_columns.table_id
            and leaf_sums.fact_table = open_columns.fact_table
            and leaf_sums.amount_year is not distinct from open_columns.amount_year
            and leaf_sums.measure_key = open_columns.measure_key
    left join unknown_summands
        on
            leaf_sums.table_id = unknown_summands.table_id
            and leaf_sums.amount_year is not distinct from unknown_summands.amount_year
            and leaf_sums.measure_key = unknown_summands.measure_key
    left join {{ ref('int_table_kind') }} as kinds on leaf_sums.table_kind = kinds.table_kind
),

all_leaves as (
    select
        table_id,
        fact_table,
        amount_year,
        sum(amount_yuan)::decimal(18, 2) as leaf_yuan,
        count(*)::integer as leaf_count
    from {{ ref('int_fact_amount') }}
    where value_type = 'money' and is_leaf
    group by table_id, fact_table, amount_year
),

outermost as (
    select
        document_id,
        table_id,
        table_kind,
        fact_table,
        amount_year,
        min(page_no) as page_no,
        case when bool_and(printed_total_yuan is not null) then sum(printed_total_yuan)::decimal(18, 2) end
            as printed_total_yuan,
        sum(rounding_yuan)::decimal(18, 2) as rounding_yuan,
        max(reason) filter (where reason != 'rounding') as reason,
        list_distinct(flatten(list(check_ids order by measure_key) filter (where check_ids is not null))) as check_ids
    from columns_judged
    where is_outermost
    group by document_id, table_id, table_kind, fact_table, amount_year
),

tables_judged as (
    select
        outermost.* exclude (outermost.reason),
        coalesce(all_leaves.leaf_yuan, 0) as leaf_yuan,
        coalesce(all_leaves.leaf_count, 0) as leaf_count,
        case
            -- A table without leaves has none to name: what it prints is 0, or an open sum.
            when coalesce(all_leaves.leaf_yuan, 0) = outermost.printed_total_yuan then null
            when abs(coalesce(all_leaves.leaf_yuan, 0) - outermost.printed_total_yuan) <= outermost.rounding_yuan
                then 'rounding'
            else outermost.reason
        end as reason
    from outermost
    left join all_leaves
        on
            outermost.table_id = all_leaves.table_id
            and outermost.fact_table = all_leaves.fact_table
            and outermost.amount_year is not distinct from all_leaves.amount_year
),

both_scopes as (
    select * exclude (has_held_back, is_counted_again, why_no_leaf, is_outermost) from columns_judged
    union all by name
    select
        *,
        null::varchar as measure_key
    from tables_judged
),

final as (
    select
        concat_ws(
            '/', both_scopes.table_id, both_scopes.fact_table, coalesce(both_scopes.amount_year, 0),
            coalesce(both_scopes.measure_key, 'all')
        ) as leaf_sum_key,
        both_scopes.*,
        {{ status_of_leaf_sum('both_scopes') }} as leaf_sum_status
    from both_scopes
)

select * from final

-- The sums within one table that do not close as printed, by the money columns whose figures take part in them.
with failed as (
    select check_id from {{ ref('fct_reconciliation') }}
    where status = 'failed'
),

terms as (
    select
        check_terms.check_id,
        check_terms.source_id,
        check_terms.table_id,
        check_terms.source_kind
    from {{ ref('int_check_term') }} as check_terms
    semi join failed on check_terms.check_id = failed.check_id
),

within_a_table as (
    select check_id from terms
    group by check_id
    having bool_and(source_kind = 'line') and count(distinct table_id) = 1
),

own_terms as (
    select terms.* from terms
    semi join within_a_table on terms.check_id = within_a_table.check_id
),

final as (
    select
        figures.document_id,
        figures.table_id,
        figures.fact_table,
        figures.amount_year,
        figures.measure_key,
        list(distinct own_terms.check_id order by own_terms.check_id) as check_ids
    from own_terms
    inner join {{ ref('int_column_figure') }} as figures on own_terms.source_id = figures.line_id
    group by figures.document_id, figures.table_id, figures.fact_table, figures.amount_year, figures.measure_key
)

select * from final

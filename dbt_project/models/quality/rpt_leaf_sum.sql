-- Whether the leaves of each printed table sum to the totals it prints, in each money column and in all, and where they
-- do not, or nothing can be compared, why; with the findings that say so of the report.
with judged as (
    select * from {{ ref('int_leaf_sum_judged') }}
),

documents as (
    select * from {{ ref('int_document') }}
),

printed_tables as (
    select * from {{ ref('stg_printed_tables') }}
),

checks as (
    select
        finding_id,
        unnest(check_ids) as check_id
    from {{ ref('rpt_discrepancy') }}
),

open_checks as (
    select
        leaf_sum_key,
        unnest(check_ids) as check_id
    from judged
),

finding_lists as (
    select
        open_checks.leaf_sum_key,
        list(distinct checks.finding_id order by checks.finding_id) as finding_ids
    from open_checks
    inner join checks on open_checks.check_id = checks.check_id
    group by open_checks.leaf_sum_key
),

final as (
    select
        judged.leaf_sum_key,
        judged.document_id,
        documents.file_name,
        documents.fiscal_year,
        documents.report_kind,
        judged.table_id,
        judged.table_kind,
        printed_tables.printed_title as table_title,
        judged.page_no,
        judged.fact_table,
        judged.amount_year,
        judged.measure_key,
        judged.measure_key is null as is_whole_table,
        judged.printed_total_yuan,
        judged.leaf_yuan,
        (judged.leaf_yuan - judged.printed_total_yuan)::decimal(18, 2) as difference_yuan,
        judged.rounding_yuan,
        judged.leaf_count,
        judged.leaf_sum_status,
        judged.reason,
        case when judged.reason = 'sum_open' then judged.check_ids end as check_ids,
        case when judged.reason = 'sum_open' then finding_lists.finding_ids end as finding_ids
    from judged
    inner join documents on judged.document_id = documents.document_id
    inner join printed_tables on judged.table_id = printed_tables.table_id
    left join finding_lists on judged.leaf_sum_key = finding_lists.leaf_sum_key
)

select * from final

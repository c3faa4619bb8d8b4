-- What of each report was found, and how much of its money is proven by at least one sum.
with documents as (
    select * from {{ ref('int_document') }}
    where is_present and superseded_by_document_id is null
),

table_kinds as (
    select * from {{ ref('int_table_kind') }}
),

printed_tables as (
    select
        document_id,
        table_kind,
        count(*)::integer as printed_table_count,
        bool_and(is_held_back) as is_all_held_back,
        bool_and(is_empty) as is_all_empty,
        string_agg(distinct hold_reason, '; ' order by hold_reason) as hold_reason,
        min(empty_note) as empty_note,
        min(first_page_no) as first_page_no
    from {{ ref('stg_printed_tables') }}
    where table_kind is not null
    group by document_id, table_kind
),

promised as (
    select distinct
        document_id,
        table_kind
    from {{ ref('stg_promised_tables') }}
    where table_kind is not null
),

amounts as (
    select
        document_id,
        table_kind,
        count(*)::integer as figure_count,
        count(*) filter (where reconciliation_status = 'held_back')::integer as held_back_figure_count,
        count(*) filter (where is_leaf)::integer as leaf_count,
        sum(abs(amount_yuan)) filter (where is_leaf) as leaf_yuan,
        coalesce(sum(abs(amount_yuan)) filter (where is_leaf and proof_count > 0), 0) as proven_leaf_yuan
    from {{ ref('int_fact_amount') }}
    where value_type = 'money'
    group by document_id, table_kind
),

final as (
    select
        documents.document_id || '/' || table_kinds.table_kind as coverage_key,
        documents.document_id,
        documents.file_name,
        documents.fiscal_year,
        documents.report_kind,
        table_kinds.table_kind,
        case
            when documents.is_held_back then 'held_back'
            when printed_tables.document_id is null then 'absent'
            when printed_tables.is_all_held_back then 'held_back'
            when printed_tables.is_all_empty then 'empty'
            else 'found'
        end as coverage_status,
        promised.document_id is not null as is_promised,
        coalesce(printed_tables.printed_table_count, 0)::integer as printed_table_count,
        printed_tables.first_page_no,
        coalesce(amounts.figure_count, 0)::integer as figure_count,
        coalesce(amounts.held_back_figure_count, 0)::integer as held_back_figure_count,
        coalesce(amounts.leaf_count, 0)::integer as leaf_count,
        amounts.leaf_yuan::decimal(18, 2) as leaf_yuan,
        amounts.proven_leaf_yuan::decimal(18, 2) as proven_leaf_yuan,
        case
            when amounts.leaf_yuan > 0
                then least(amounts.proven_leaf_yuan::decimal(24, 2) * 100 / amounts.leaf_yuan, 9999.99)::decimal(6, 2)
        end as proven_share_percent,
        printed_tables.empty_note,
        case when documents.is_held_back then documents.hold_reason else printed_tables.hold_reason end as hold_reason
    from documents
    cross join table_kinds
    left join printed_tables
        on documents.document_id = printed_tables.document_id and table_kinds.table_kind = printed_tables.table_kind
    left join promised on documents.document_id = promised.document_id and table_kinds.table_kind = promised.table_kind
    left join amounts on documents.document_id = amounts.document_id and table_kinds.table_kind = amounts.table_kind
    -- A kind without a name is no table that a report should have.
    where table_kinds.is_named or printed_tables.document_id is not null
)

select * from final

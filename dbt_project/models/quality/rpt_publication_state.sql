-- What a reader may rely on: the state of each report and printed table; a figure's own is one step finer.
with documents as (
    select * from {{ ref('int_document') }}
    where is_present and superseded_by_document_id is null
),

printed_tables as (
    select
        printed_tables.* exclude (is_held_back, hold_reason),
        printed_tables.is_held_back or documents.is_held_back as is_held_back,
        coalesce(printed_tables.hold_reason, documents.hold_reason) as hold_reason
    from {{ ref('stg_printed_tables') }} as printed_tables
    inner join documents on printed_tables.document_id = documents.document_id
),

figures as (
    select
        amounts.table_id,
        count(*)::integer as figure_count,
        count(*) filter (where proofs.reconciliation_status = 'reconciled')::integer as reconciled_count,
        count(*) filter (where proofs.reconciliation_status = 'disagrees')::integer as disagreeing_count,
        count(*) filter (where proofs.reconciliation_status = 'held_back')::integer as held_back_count
    from {{ ref('int_amount') }} as amounts
    inner join {{ ref('int_amount_proof') }} as proofs on amounts.line_id = proofs.line_id
    where amounts.value_state in ('printed', 'zero', 'unreadable')
    group by amounts.table_id
),

-- Notices (info) are no discrepancies, nor is what a rule says that is suspect where the report comes from.
failed_checks as (
    select
        checks.document_id,
        checks.table_id,
        grouping(checks.table_id) = 1 as is_of_document, -- a check of no table has no table_id either
        count(*)::integer as check_count
    from {{ ref('fct_reconciliation') }} as checks
    anti join {{ ref('int_suspect_rule') }} as suspects
        on checks.document_id = suspects.document_id and checks.rule_id = suspects.rule_id
    where checks.status = 'failed' and checks.severity != 'info'
    group by grouping sets ((checks.document_id), (checks.document_id, checks.table_id))
),

tables as (
    select
        'table:' || printed_tables.table_id as state_key,
        'table' as item_kind,
        printed_tables.document_id,
        printed_tables.table_id,
        printed_tables.table_kind,
        printed_tables.printed_no,
        printed_tables.printed_title,
        printed_tables.first_page_no,
        printed_tables.is_held_back,
        printed_tables.hold_reason,
        coalesce(figures.figure_count, 0) as figure_count,
        coalesce(figures.reconciled_count, 0) as reconciled_count,
        coalesce(figures.disagreeing_count, 0) as disagreeing_count,
        coalesce(figures.held_back_count, 0) as held_back_figure_count,
        coalesce(failed_checks.check_count, 0) as failed_check_count
    from printed_tables
    left join figures on printed_tables.table_id = figures.table_id
    left join failed_checks
        on printed_tables.document_id = failed_checks.document_id and printed_tables.table_id = failed_checks.table_id
),

reports as (
    select
        'document:' || documents.document_id as state_key,
        'document' as item_kind,
        documents.document_id,
        documents.is_held_back,
        documents.hold_reason,
        coalesce(sum(tables.figure_count), 0)::integer as figure_count,
        coalesce(sum(tables.reconciled_count), 0)::integer as reconciled_count,
        coalesce(sum(tables.disagreeing_count), 0)::integer as disagreeing_count,
        coalesce(sum(tables.held_back_figure_count), 0)::integer as held_back_figure_count,
        coalesce(any_value(failed_checks.check_count), 0) as failed_check_count
    from documents
    left join tables on documents.document_id = tables.document_id
    left join failed_checks on documents.document_id = failed_checks.document_id and failed_checks.is_of_document
    group by all
),

items as (
    select * from reports
    union all by name
    select * from tables
),

final as (
    select
        items.state_key,
        items.item_kind,
        items.document_id,
        documents.file_name,
        documents.fiscal_year,
        documents.report_kind,
        items.table_id,
        items.table_kind,
        items.printed_no,
        items.printed_title,
        items.first_page_no,
        case
            when items.is_held_back then 'held_back'
            when items.failed_check_count > 0 or items.disagreeing_count > 0 then 'published_with_discrepancies'
            when items.reconciled_count > 0 then 'reconciled'
            else 'unproven'
        end as publication_state,
        items.figure_count,
        items.reconciled_count,
        items.disagreeing_count,
        items.held_back_figure_count,
        items.failed_check_count,
        items.hold_reason
    from items
    inner join documents on items.document_id = documents.document_id
)

select * from final

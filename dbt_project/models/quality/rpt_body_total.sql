-- What the analyst tables hold of every published report: counted or not, why not, and whether what is counted gives
-- the total the report prints. Nothing is counted twice: one report a body, year, kind and flow.
with departments as (
    select * from {{ ref('int_department') }}
    where fiscal_year is not null and report_kind is not null
),

flows as (
    select unnest(['expenditure', 'revenue']) as flow
),

sources as (
    select * from {{ ref('int_body_source') }}
),

candidates as (
    select
        document_id,
        flow,
        count(*) as candidate_count,
        bool_or(may_overlap) as may_overlap,
        bool_or(has_held_back) as has_held_back
    from {{ ref('int_money_source') }}
    group by document_id, flow
),

sums as (
    select
        document_id,
        flow,
        sum(amount_yuan)::decimal(18, 2) as counted_yuan,
        count(*)::integer as counted_row_count
    from {{ ref('int_body_amount') }}
    group by document_id, flow
),

slacks as (
    select
        document_id,
        flow,
        source_table_kind,
        slack_yuan
    from {{ ref('int_money_source') }}
),

roles as (
    select
        departments.*,
        flows.flow,
        speaking.document_id as counted_document_id,
        covered.department_document_id,
        case
            when speaking.document_id = departments.document_id then 'counted'
            when covered.document_id is not null then 'in_department_report'
            when candidates.document_id is null then 'no_tables'
            when speaking.document_id is not null then 'another_counts'
            when candidates.may_overlap then 'may_overlap'
            else 'no_total'
        end as counting
    from departments
    cross join flows
    left join sources as speaking
        on
            departments.body_key = speaking.body_key
            and departments.fiscal_year = speaking.fiscal_year
            and departments.report_kind = speaking.report_kind
            and flows.flow = speaking.flow
    left join {{ ref('int_covered_document') }} as covered on departments.document_id = covered.document_id
    left join candidates on departments.document_id = candidates.document_id and flows.flow = candidates.flow
),

final as (
    select
        roles.document_id || '/' || roles.flow as body_total_key,
        roles.document_id,
        documents.file_name,
        roles.body_key,
        roles.department_short_name as department_name,
        roles.body_kind,
        roles.fiscal_year,
        roles.report_kind,
        roles.flow,
        roles.counting,
        case when roles.counting != 'counted' then coalesce(roles.department_document_id, roles.counted_document_id) end
            as counted_instead_document_id,
        sources.source_table_kind,
        sources.source_status,
        sources.is_total_only,
        sources.own_total_yuan as printed_total_yuan,
        sums.counted_yuan,
        (sums.counted_yuan - sources.own_total_yuan)::decimal(18, 2) as difference_yuan,
        slacks.slack_yuan::decimal(18, 2) as rounding_yuan,
        abs(sums.counted_yuan - sources.own_total_yuan) <= slacks.slack_yuan as is_equal,
        coalesce(sums.counted_row_count, 0)::integer as counted_row_count
    from roles
    inner join {{ ref('int_document') }} as documents on roles.document_id = documents.document_id
    left join sources
        on
            case when roles.counting = 'counted' then roles.document_id end = sources.document_id
            and roles.flow = sources.flow
    left join slacks
        on
            sources.document_id = slacks.document_id
            and sources.flow = slacks.flow
            and sources.source_table_kind = slacks.source_table_kind
    left join sums on sources.document_id = sums.document_id and sources.flow = sums.flow
)

select * from final

-- The one document and source that speaks for a body, year, report kind and flow. Where no source adds up, the printed
-- total alone does (is_total_only). A unit's own report gives way to the report of the department it belongs to.
with sources as (
    select * from {{ ref('int_money_source') }}
),

departments as (
    select * from {{ ref('int_department') }}
    where fiscal_year is not null and report_kind is not null
),

-- Without a source that adds up, the total of the table that speaks of all the money is all that can be stood behind.
usable as (
    select
        sources.*,
        departments.body_key,
        departments.department_key,
        departments.fiscal_year,
        departments.report_kind,
        departments.body_kind,
        departments.retrieved_at,
        not sources.adds_up as is_total_only
    from sources
    inner join departments on sources.document_id = departments.document_id
    anti join {{ ref('int_covered_document') }} as covered on sources.document_id = covered.document_id
    -- Of tables that may overlap not even the total is known.
    where sources.adds_up or (sources.own_total_yuan is not null and not sources.may_overlap)
),

final as (
    select
        document_id,
        flow,
        body_key,
        department_key,
        body_kind,
        fiscal_year,
        report_kind,
        source_table_kind,
        is_total_only,
        total_line_ids,
        leaf_yuan,
        own_total_yuan,
        case
            when is_total_only or agreeing_total_count < other_total_count then 'disagrees'
            when other_total_count = 0 then 'unproven'
            else 'reconciled'
        end as source_status
    from usable
    qualify row_number() over (
        partition by body_key, fiscal_year, report_kind, flow
        order by
            -- An office's own report may carry the department's very name.
            body_kind = 'department' desc,
            is_total_only asc,
            case when is_total_only then not is_whole end asc nulls first,
            -- Of two versions the later counts; but never a text part that prints a table held to no other total.
            agreeing_total_count > 0 desc,
            case when agreeing_total_count = 0 then is_whole end desc nulls last,
            retrieved_at desc nulls last,
            document_id asc,
            source_rank asc
    ) = 1
)

select * from final

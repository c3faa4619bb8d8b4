-- Whom the analyst tables speak for: every body of a place in every year and kind of report of which any report of that
-- place is in. A body is known by any report of its own; where this year's is missing, that is said and not left out.
with documents as (
    select * from {{ ref('dim_document') }}
    where body_key is not null and fiscal_year is not null and report_kind is not null
),

ranked as (
    select * from {{ ref('int_body_document') }}
),

expenditures as (
    select * from {{ ref('int_body_source') }}
    where flow = 'expenditure'
),

revenues as (
    select * from {{ ref('int_body_source') }}
    where flow = 'revenue'
),

bodies as (
    select * from {{ ref('dim_body') }}
),

place_years as (
    select distinct
        bodies.division_name,
        documents.fiscal_year,
        documents.report_kind
    from documents
    inner join bodies on documents.body_key = bodies.body_key
),

expected as (
    select
        bodies.body_key,
        place_years.fiscal_year,
        place_years.report_kind
    from bodies
    inner join place_years on bodies.division_name is not distinct from place_years.division_name
),

held as (
    select
        body_key,
        fiscal_year,
        report_kind,
        count(*)::integer as document_count,
        bool_and(not is_published) as is_held_back,
        min(hold_reason) filter (where not is_published) as hold_reason,
        min(document_id) as document_id
    from documents
    group by body_key, fiscal_year, report_kind
),

speaking as (
    select * from ranked
    where document_rank = 1
),

final as (
    select
        expected.body_key,
        bodies.body_name,
        bodies.division_name,
        expected.fiscal_year,
        expected.report_kind,
        case
            when held.body_key is null then 'absent'
            when held.is_held_back then 'held_back'
            when expenditures.document_id is null then 'no_counted_money'
            when expenditures.is_total_only then 'total_only'
            else 'present'
        end as coverage_state,
        coalesce(held.document_count, 0)::integer as document_count,
        expenditures.document_id is not null as has_expenditure,
        revenues.document_id is not null as has_revenue,
        expenditures.own_total_yuan as printed_expenditure_yuan,
        revenues.own_total_yuan as printed_revenue_yuan,
        case when held.is_held_back then held.hold_reason end as hold_reason,
        coalesce(expenditures.document_id, speaking.document_id, held.document_id) as document_id
    from expected
    inner join bodies on expected.body_key = bodies.body_key
    {% for name in ['held', 'speaking', 'expenditures', 'revenues'] -%}
    left join {{ name }}
        on
            expected.body_key = {{ name }}.body_key
            and expected.fiscal_year = {{ name }}.fiscal_year
            and expected.report_kind = {{ name }}.report_kind
    {% endfor %}
)

select * from final

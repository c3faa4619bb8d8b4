-- Who is expected to publish: bodies that a line of data/raw/expected.csv names, and those that published such a report
-- for the year before, where the place's year has begun (another body of it has published, or a line speaks of it). A
-- line that says no takes a body off; one without a body gives the days of all bodies of its place.
with lines as (
    select
        stg_expected_bodies.*,
        {{ department_key(
            'stg_expected_bodies.division_code', 'stg_expected_bodies.division_name', 'body_names.name_form', 'null', "''"
        ) }} as body_key
    from {{ ref('stg_expected_bodies') }} as stg_expected_bodies
    left join {{ ref('int_body_name') }} as body_names
        on 'expected:' || stg_expected_bodies.line_no = body_names.document_id
),

reports as (
    select * from {{ ref('int_disclosed_report') }}
),

terms as (
    select * from {{ ref('disclosure_terms') }}
),

-- Two spellings of one name are one body; the first line that names it counts.
named_lines as (
    select * from lines
    where issuer_name is not null
    qualify row_number() over (partition by body_key, fiscal_year, report_kind order by line_no) = 1
),

place_lines as (
    select * from lines
    where issuer_name is null
),

begun as (
    select distinct
        division_name,
        fiscal_year,
        report_kind
    from reports
    union
    select distinct
        division_name,
        fiscal_year,
        report_kind
    from lines
),

learned as (
    select
        reports.body_key,
        reports.body_name,
        reports.division_code,
        reports.division_name,
        begun.fiscal_year,
        begun.report_kind
    from reports
    inner join begun
        on
            reports.division_name = begun.division_name
            and reports.report_kind = begun.report_kind
            and reports.fiscal_year + 1 = begun.fiscal_year
),

bodies as (
    select
        coalesce(named_lines.body_key, learned.body_key) as body_key,
        coalesce(named_lines.issuer_name, learned.body_name) as body_name,
        coalesce(named_lines.division_code, learned.division_code) as division_code,
        coalesce(named_lines.division_name, learned.division_name) as division_name,
        coalesce(named_lines.fiscal_year, learned.fiscal_year) as fiscal_year,
        coalesce(named_lines.report_kind, learned.report_kind) as report_kind,
        coalesce(named_lines.is_expected, true) as is_expected,
        case when named_lines.line_no is not null then 'listed' else 'last_year' end as expected_by,
        named_lines.line_no,
        named_lines.approved_on,
        named_lines.due_on,
        named_lines.disclosed_on
    from named_lines
    full join learned
        on
            named_lines.body_key = learned.body_key
            and named_lines.fiscal_year = learned.fiscal_year
            and named_lines.report_kind = learned.report_kind
),

final as (
    select
        bodies.body_key,
        bodies.body_name,
        bodies.division_code,
        bodies.division_name,
        bodies.fiscal_year,
        bodies.report_kind,
        bodies.is_expected,
        bodies.expected_by,
        bodies.line_no,
        coalesce(
            bodies.due_on,
            (bodies.approved_on + terms.days_after_approval)::date,
            place_lines.due_on,
            (place_lines.approved_on + terms.days_after_approval)::date
        ) as due_on,
        bodies.disclosed_on
    from bodies
    left join place_lines
        on
            bodies.division_name = place_lines.division_name
            and bodies.fiscal_year = place_lines.fiscal_year
            and bodies.report_kind = place_lines.report_kind
    left join terms on bodies.report_kind = terms.report_kind
)

select * from final

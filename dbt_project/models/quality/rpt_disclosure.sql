-- Who has disclosed, when, and who has not: each body that is expected to, or did. "Late" is said only where a person
-- gave the day of disclosure as its page states it: when a report was first known here proves that it was out by then,
-- not that it was not before.
with expected as (
    select * from {{ ref('int_expected_body') }}
),

reports as (
    select * from {{ ref('int_disclosed_report') }}
),

joined as (
    select
        coalesce(expected.body_key, reports.body_key) as body_key,
        coalesce(reports.body_name, expected.body_name) as body_name,
        coalesce(reports.division_code, expected.division_code) as division_code,
        coalesce(reports.division_name, expected.division_name) as division_name,
        coalesce(expected.fiscal_year, reports.fiscal_year) as fiscal_year,
        coalesce(expected.report_kind, reports.report_kind) as report_kind,
        coalesce(expected.expected_by, 'nobody') as expected_by,
        coalesce(expected.is_expected, true) as is_expected,
        expected.line_no,
        expected.due_on,
        expected.disclosed_on,
        (reports.first_known_at at time zone 'Asia/Shanghai')::date as known_on,
        reports.body_key is not null as is_here,
        coalesce(reports.is_published, false) as is_published,
        coalesce(reports.document_count, 0) as document_count,
        reports.hold_reason
    from expected
    full join reports
        on
            expected.body_key = reports.body_key
            and expected.fiscal_year = reports.fiscal_year
            and expected.report_kind = reports.report_kind
),

final as (
    select
        body_key,
        body_name,
        division_code,
        division_name,
        fiscal_year,
        report_kind,
        case
            when disclosed_on > due_on then 'late'
            when is_here and not is_published then 'held_back'
            when disclosed_on <= due_on or known_on <= due_on then 'on_time'
            when is_here and due_on is not null then 'known_after_due'
            when is_here or disclosed_on is not null then 'disclosed'
            when not is_expected then 'not_expected'
            when due_on >= (current_timestamp at time zone 'Asia/Shanghai')::date then 'not_yet_due'
            else 'absent'
        end as disclosure_status,
        expected_by,
        line_no,
        due_on,
        disclosed_on,
        known_on,
        case when disclosed_on > due_on then disclosed_on - due_on end::integer as days_late,
        document_count,
        hold_reason
    from joined
)

select * from final

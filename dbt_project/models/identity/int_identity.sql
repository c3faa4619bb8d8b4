-- Whose report each document is, of which year and kind, and how that is known. In order: what a person states, what it
-- prints, another file of the same money, the only unit of its tables, its names. Of two answers as good none is taken.
{% set named = "('file_name', 'folder_name')" %}
with own as (
    select * from {{ ref('int_identity_own') }}
),

known as (
    select
        own.* replace (
            case
                when ways.issuer_source = 'same_totals' then answers.body.issuer_name
                when ways.issuer_source = 'tables_unit' then own.tables_unit_name
                when ways.issuer_source in {{ named }} then hints.body.issuer_name
                when ways.issuer_source is not null then own.issuer_name
            end as issuer_name,
            case
                when ways.issuer_source = 'same_totals' then coalesce(own.department_code, answers.body.department_code)
                else own.department_code
            end as department_code,
            case
                when ways.issuer_source = 'same_totals' then coalesce(own.department_name, answers.body.department_name)
                when ways.issuer_source = 'tables_unit' then coalesce(own.department_name, own.tables_unit_name)
                when ways.issuer_source in {{ named }} then coalesce(own.department_name, hints.body.issuer_name)
                else own.department_name
            end as department_name,
            case
                when ways.issuer_source = 'same_totals' then coalesce(answers.body.division_code, own.division_code)
                when ways.issuer_source in {{ named }} then coalesce(hints.body.division_code, own.division_code)
                else own.division_code
            end as division_code,
            case
                when ways.issuer_source = 'same_totals' then coalesce(answers.body.division_name, own.division_name)
                when ways.issuer_source in {{ named }} then coalesce(hints.body.division_name, own.division_name)
                else own.division_name
            end as division_name,
            case
                when ways.issuer_source = 'same_totals' then coalesce(own.body_kind, answers.body.body_kind)
                -- One unit and no department above it: it may be the office alone, never more.
                when ways.issuer_source = 'tables_unit' and own.department_code is null
                    then coalesce(own.body_kind, 'unit')
                else own.body_kind
            end as body_kind,
            case
                when ways.fiscal_year_source = 'same_totals' then answers.fiscal_year
                when ways.fiscal_year_source in {{ named }} then hints.fiscal_year
                when ways.fiscal_year_source is not null then own.fiscal_year
            end as fiscal_year,
            case
                when ways.report_kind_source = 'same_totals' then answers.report_kind
                when ways.report_kind_source in {{ named }} then hints.report_kind
                when ways.report_kind_source is not null then own.report_kind
            end as report_kind,
            ways.issuer_source as issuer_source,
            ways.fiscal_year_source as fiscal_year_source,
            ways.report_kind_source as report_kind_source
        ),
        ways.is_open,
        answers.issuer_name_from,
        answers.fiscal_year_from,
        answers.report_kind_from,
        answers.partners,
        concat_ws(', ', hints.body.issuer_name, hints.fiscal_year, hints.report_kind) as hints
    from own
    inner join {{ ref('int_identity_way') }} as ways on own.document_id = ways.document_id
    left join {{ ref('int_identity_answer') }} as answers on own.document_id = answers.document_id
    left join {{ ref('int_identity_hint') }} as hints on own.document_id = hints.document_id
),

missing as (
    select
        *,
        {{ identity_missing('zh', '、') }} as missing_zh,
        {{ identity_missing('en', ', ') }} as missing_en
    from known
),

told as (
    select
        *,
        {{ identity_note_zh() }} as identity_note_zh,
        {{ identity_note_en() }} as identity_note_en,
        {{ identity_problem_zh() }} as problem_zh,
        {{ identity_problem_en() }} as problem_en
    from missing
),

final as (
    select
        document_id,
        file_name,
        title,
        issuer_name,
        department_code,
        department_name,
        division_code,
        division_name,
        fiscal_year,
        report_kind,
        body_kind,
        source_url,
        retrieved_at,
        page_count,
        text_layer,
        extractor_version,
        is_held_back,
        hold_reason,
        part,
        issuer_source,
        fiscal_year_source,
        report_kind_source,
        identity_note_zh,
        identity_note_en,
        problem_zh,
        problem_en
    from told
)

select * from final

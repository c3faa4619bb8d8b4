-- The way by which issuer, year and kind of each document are known, the best there is; null if there is none, or if
-- another way before it gives two answers.
with own as (
    select * from {{ ref('int_identity_own') }}
),

answers as (
    select * from {{ ref('int_identity_answer') }}
),

hints as (
    select * from {{ ref('int_identity_hint') }}
),

joined as (
    select
        own.document_id,
        own.issuer_source,
        own.fiscal_year_source,
        own.report_kind_source,
        own.tables_unit_name,
        own.is_stated_twice,
        answers.body as answered_body,
        answers.fiscal_year as answered_fiscal_year,
        answers.report_kind as answered_report_kind,
        hints.issuer_way as hinted_issuer_way,
        hints.fiscal_year_way as hinted_fiscal_year_way,
        hints.report_kind_way as hinted_report_kind_way,
        coalesce(hints.is_year_printed, false) as is_hinted_year_printed,
        -- A body of another place than the titles name is not taken from a file's name.
        hints.body is not null and coalesce(
            starts_with(rtrim(hints.body.division_code, '0'), rtrim(own.division_code, '0')), true
        ) as is_hinted_body_possible,
        own.issuer_source is null and (
            answers.issuer_count > 1 or (answers.issuer_count = 1 and answers.is_of_another_unit)
        ) as is_issuer_open,
        own.fiscal_year_source is null and answers.fiscal_year_count > 1 as is_fiscal_year_open,
        own.report_kind_source is null and answers.report_kind_count > 1 as is_report_kind_open
    from own
    left join answers on own.document_id = answers.document_id
    left join hints on own.document_id = hints.document_id
),

final as (
    select
        document_id,
        case
            when is_stated_twice then null
            when issuer_source is not null then issuer_source
            when is_issuer_open then null
            when answered_body is not null then 'same_totals'
            when tables_unit_name is not null then 'tables_unit'
            when is_hinted_body_possible then hinted_issuer_way
        end as issuer_source,
        case
            when is_stated_twice then null
            when fiscal_year_source is not null then fiscal_year_source
            when is_fiscal_year_open then null
            when answered_fiscal_year is not null then 'same_totals'
            when is_hinted_year_printed then hinted_fiscal_year_way
        end as fiscal_year_source,
        case
            when is_stated_twice then null
            when report_kind_source is not null then report_kind_source
            when is_report_kind_open then null
            when answered_report_kind is not null then 'same_totals'
            else hinted_report_kind_way
        end as report_kind_source,
        coalesce(is_issuer_open or is_fiscal_year_open or is_report_kind_open, false) as is_open
    from joined
)

select * from final

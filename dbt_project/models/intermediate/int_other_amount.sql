-- Figures that no rule and no fact sees, though a published report prints them in a table: those of tables that are of
-- no known kind or held back, and amounts that no column names. As they are printed, with where they stand; what they
-- mean is not said.
with documents as (
    select * from {{ ref('int_document') }}
    where is_published
),

printed_tables as (
    select
        *,
        case
            when is_held_back then 'table_held_back'
            when table_kind is null then 'no_table_kind'
        end as why_not_placed
    from {{ ref('stg_printed_tables') }}
),

other_tables as (
    select table_id from printed_tables
    where why_not_placed is not null
),

printed_rows as (
    select * from {{ ref('stg_rows') }}
),

other_lines as (
    select printed_lines.*
    from {{ ref('stg_lines') }} as printed_lines
    semi join other_tables on printed_lines.table_id = other_tables.table_id
    where printed_lines.value_state in ('printed', 'zero', 'unreadable')
),

both_kinds as (
    select
        other_lines.* exclude (
            other_lines.measure_key, other_lines.unit_multiplier, other_lines.decimals_printed, other_lines.is_flagged,
            other_lines.flag_reason
        ),
        printed_rows.row_no,
        printed_rows.form_no,
        printed_rows.block_no,
        printed_rows.side,
        printed_rows.row_kind,
        printed_rows.level_no,
        printed_rows.label_printed,
        printed_rows.function_code,
        printed_rows.economic_code,
        printed_rows.government_economic_code,
        printed_rows.project_code,
        printed_rows.project_name_printed as project_name
    from other_lines
    inner join printed_rows on other_lines.row_id = printed_rows.row_id
    union all by name
    select
        * exclude (words_printed),
        cell_id as line_id,
        words_printed as label_printed,
        'printed' as value_state
    from {{ ref('int_uncaptioned_amount') }}
),

final as (
    select
        both_kinds.* exclude (both_kinds.amount_year),
        coalesce(both_kinds.amount_year, documents.fiscal_year) as amount_year,
        documents.fiscal_year,
        documents.report_kind,
        printed_tables.table_kind,
        printed_tables.printed_no,
        printed_tables.unit_label,
        coalesce(printed_tables.why_not_placed, 'no_column') as why_not_placed,
        false as is_flagged
    from both_kinds
    inner join printed_tables on both_kinds.table_id = printed_tables.table_id
    inner join documents on both_kinds.document_id = documents.document_id
)

select * from final

-- Every figure of every recognised table that may be published, with all that its row, table and document say of it.
-- Rules read it; facts are cut from it.
with lines as (
    select
        *,
        value_type in ('money', 'price') and value is not null and amount_yuan is null as is_no_amount
    from {{ ref('stg_lines') }}
),

printed_rows as (
    select * from {{ ref('stg_rows') }}
),

row_tree as (
    select * from {{ ref('int_row_tree') }}
),

printed_tables as (
    select * from {{ ref('stg_printed_tables') }}
    where table_kind is not null and not is_held_back
),

documents as (
    select * from {{ ref('int_document') }}
    where is_published
),

-- A table prints its amounts to one precision and may drop trailing zeros (73 beside 784.89): the finest counts. But a
-- spreadsheet's cells without a format show ten digits of a number (852063605.8 beside 852063605.79), and round it.
table_precision as (
    select
        table_id,
        unit_multiplier,
        {{ printed_slack_yuan('max(decimals_printed)', 'unit_multiplier') }} as slack_yuan
    from lines
    where value is not null and unit_multiplier is not null
    group by table_id, unit_multiplier
),

final as (
    select
        lines.line_id,
        lines.row_id,
        lines.table_id,
        lines.document_id,
        lines.cell_id,
        lines.page_no,
        printed_rows.row_no,
        lines.col_no,
        printed_rows.block_no,
        printed_rows.form_no,
        {% for column in ['table_kind', 'printed_no', 'title_fund_source_key', 'title_carry_scope'] -%}
        printed_tables.{{ column }},
        {% endfor -%}
        {% for column in ['side', 'along', 'row_kind', 'row_key', 'level_no'] -%}
        printed_rows.{{ column }},
        {% endfor -%}
        row_tree.parent_row_id,
        coalesce(row_tree.is_leaf, false) as is_leaf,
        printed_rows.function_code,
        printed_rows.function_name_printed,
        printed_rows.economic_code,
        printed_rows.economic_name_printed,
        printed_rows.government_economic_code,
        printed_rows.code_source,
        printed_rows.unit_code,
        printed_rows.unit_name_printed as unit_name,
        printed_rows.project_code,
        printed_rows.project_name_printed as project_name,
        printed_rows.procurement_code,
        printed_rows.procurement_name_printed,
        printed_rows.label_printed,
        lines.measure_key,
        lines.header_path,
        lines.value_type,
        lines.value_state,
        lines.value,
        lines.value_text,
        lines.decimals_printed,
        lines.unit_multiplier,
        printed_tables.unit_label,
        lines.amount_yuan,
        case
            when lines.value is not null and length(regexp_replace(lines.value_text, '[^0-9]', '', 'g')) >= 10
                then greatest(
                    table_precision.slack_yuan,
                    {{ printed_slack_yuan('lines.decimals_printed', 'lines.unit_multiplier') }}
                )
            when lines.value is not null then table_precision.slack_yuan
        end as slack_yuan,
        -- Whole yuan beside 189767551.46: what its own last digit hides beyond that, up to half a yuan.
        case
            when lines.value != 0
                then greatest(
                    least({{ printed_slack_yuan('lines.decimals_printed', 'lines.unit_multiplier') }}, 0.5)
                    - table_precision.slack_yuan,
                    0
                )
        end::decimal(24, 6) as coarser_slack_yuan,
        coalesce(lines.amount_year, documents.fiscal_year) as amount_year,
        documents.fiscal_year,
        documents.report_kind,
        lines.is_flagged or lines.is_no_amount as is_flagged,
        case
            when lines.is_no_amount
                then concat_ws('; ', lines.flag_reason, {{ no_yuan_reason() }})
            else lines.flag_reason
        end as flag_reason
    from lines
    inner join printed_tables on lines.table_id = printed_tables.table_id
    inner join documents on lines.document_id = documents.document_id
    inner join printed_rows on lines.row_id = printed_rows.row_id
    left join row_tree on lines.row_id = row_tree.row_id
    left join table_precision
        on lines.table_id = table_precision.table_id and lines.unit_multiplier = table_precision.unit_multiplier
)

select * from final

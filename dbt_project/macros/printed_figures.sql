{#
    Figures of money that documents print, for telling that two of them speak of the same money: totals of tables, figures
    listed in tables, figures of the text, from 10,000 yuan on (too many print the smaller ones). Years before the report's
    own are left out, as far as headers and sentences tell. `wanted` is a relation: of `document_id`, or (`by_amount`) of
    `ten_thousands`, the figure in whole 万元.
#}
{% macro printed_figures(wanted, by_amount=false) -%}
    select
        printed_lines.document_id,
        printed_lines.amount_yuan,
        {{ last_digit_exponent('printed_lines') }} as last_digit_exponent,
        case when printed_rows.row_kind in ('total', 'subtotal') then 'total' else 'listed' end as figure_kind,
        coalesce(
            printed_tables.table_kind in ('revenue_expenditure_summary', 'revenue_summary', 'expenditure_summary'), false
        ) as is_of_summary
    from {{ ref('stg_lines') }} as printed_lines
    semi join {{ wanted }} as wanted
        on {{ 'floor(printed_lines.amount_yuan / 10000) = wanted.ten_thousands' if by_amount
            else 'printed_lines.document_id = wanted.document_id' }}
    inner join {{ ref('int_identity_own') }} as documents on printed_lines.document_id = documents.document_id
    inner join {{ ref('stg_rows') }} as printed_rows on printed_lines.row_id = printed_rows.row_id
    inner join {{ ref('stg_printed_tables') }} as printed_tables on printed_lines.table_id = printed_tables.table_id
    where
        printed_lines.value_type = 'money'
        and printed_lines.amount_yuan >= 10000
        and coalesce(printed_lines.amount_year = documents.fiscal_year, true)
        and not regexp_matches(coalesce(printed_lines.header_path, ''), '(上年|上一年度?|去年)(预算|决算|执行|完成|数)')
    union all
    -- A table whose rows nobody understood still prints its figures.
    select
        cells.document_id,
        {{ to_yuan("try_cast(replace(cells.text, ',', '') as decimal(24, 6))", 'bare_tables.unit_multiplier') }}
            as amount_yuan,
        length(bare_tables.unit_multiplier::varchar) - 1 - length(regexp_extract(cells.text, '\.(\d+)$', 1))
            as last_digit_exponent,
        'listed' as figure_kind,
        false as is_of_summary
    from {{ ref('stg_cells') }} as cells
    inner join {{ ref('int_identity_bare_table') }} as bare_tables on cells.table_id = bare_tables.table_id
    semi join {{ wanted }} as wanted
        on {{ "floor(try_cast(replace(cells.text, ',', '') as decimal(24, 6)) * bare_tables.unit_multiplier / 10000)"
            ~ ' = wanted.ten_thousands' if by_amount else 'cells.document_id = wanted.document_id' }}
    where
        regexp_matches(cells.text, '^\d[\d,]*\.\d{1,6}$')
        and try_cast(replace(cells.text, ',', '') as decimal(24, 6)) * bare_tables.unit_multiplier >= 10000
    union all
    select
        statements.document_id,
        statements.value_yuan as amount_yuan,
        {{ last_digit_exponent('statements') }} as last_digit_exponent,
        'text' as figure_kind,
        false as is_of_summary
    from {{ ref('stg_statements') }} as statements
    semi join {{ wanted }} as wanted
        on {{ 'floor(statements.value_yuan / 10000) = wanted.ten_thousands' if by_amount
            else 'statements.document_id = wanted.document_id' }}
    inner join {{ ref('int_identity_own') }} as documents on statements.document_id = documents.document_id
    where
        statements.role = 'amount'
        and statements.value_yuan >= 10000
        and coalesce(statements.amount_year = documents.fiscal_year, true)
{%- endmacro %}

{# Worth of the last printed digit as a power of ten, in yuan: 2 for 1800.97 万元, -2 for 760,320.00 元. #}
{% macro last_digit_exponent(figures) -%}
    length({{ figures }}.unit_multiplier::varchar) - 1 - {{ figures }}.decimals_printed
{%- endmacro %}

{# A name of a body to compare: 中国共产党某省委员会办公厅, 中共某省委办公厅 and 某省委办公厅 are one. #}
{% macro comparable_body(name) -%}
    regexp_replace(
        regexp_replace({{ comparable_name(name) }}, '^(中国共产党|中共)', ''), '委员会', '委', 'g'
    )
{%- endmacro %}

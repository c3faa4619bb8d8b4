{#
    Coordinates of an amount that follow from others: on which side of the cube it stands, and what it is an amount of.
#}

{# revenue, expenditure or balance (what is carried in a fund, or on to the next year); null where nothing says it. #}
{% macro flow_of_amount(side, fact_table, expenditure_kind, measure_key) -%}
    case
        when {{ measure_key }} = 'fund_income' then 'revenue'
        when {{ expenditure_kind }} in ('carry_forward', 'fund_balance') then 'balance'
        when {{ side }} is not null then {{ side }}
        when {{ fact_table }} = 'fct_revenue' then 'revenue'
        when {{ fact_table }} != 'fct_department_funding' then 'expenditure'
    end
{%- endmacro %}

{#
    budget, adjusted_budget, final, execution (what is expected at the year's end) or change. Where no word says it, a figure
    of the report's own year is what the report is of; of another year we don't know.
#}
{% macro amount_basis_of(measure_basis, measure_key, header_path, amount_year, fiscal_year, report_kind) -%}
    case
        when {{ measure_basis }} is not null then {{ measure_basis }}
        when {{ measure_key }} = 'change_amount' then 'change'
        when {{ amount_year }} = {{ fiscal_year }} then if({{ report_kind }} = 'final_accounts', 'final', {{ report_kind }})
        when contains({{ header_path }}, '决算') then 'final'
        when regexp_matches({{ header_path }}, '执行|完成') then 'execution'
        when contains({{ header_path }}, '预算数') then 'budget'
    end
{%- endmacro %}

{# Nothing but an amount of money: with decimals, or in groups of three. A bare whole number may be anything. #}
{% macro prints_money(text) -%}
    regexp_matches({{ text }}, '^[-(（△▲]?(\d+|\d{1,3}([,，]\d{3})+)\.\d+[)）]?$|^[-(（△▲]?\d{1,3}([,，]\d{3})+[)）]?$')
{%- endmacro %}

{# The fund a column's measure stands for, else its table's kind. #}
{% macro fund_of(measures, table_kind_facts) -%}
    coalesce(nullif({{ measures }}.fund_source_key, 'all'), {{ table_kind_facts }}.fund_source_key, 'all')
{%- endmacro %}

{#
    current, carry_over or all: what the row says, else its column, else the table's title (不含上年结转). In a table of two sides the
    columns are of funds: a total of one, or its expenditure, is of all its money, what was carried over too.
#}
{% macro carry_of(amounts, row_key_facts, measures, kinds) -%}
    coalesce(
        -- What a column says was carried in is none of the year's money, though its row names that year's source.
        case when {{ measures }}.carry_scope = 'carry_over' then 'carry_over' end,
        nullif({{ row_key_facts }}.carry_scope, 'all'),
        case
            when
                {{ measures }}.carry_scope != 'current'
                or coalesce({{ amounts }}.side, '') != 'expenditure'
                and not (coalesce({{ kinds }}.is_two_sided, false) and {{ row_key_facts }}.carry_scope is not null)
                then nullif({{ measures }}.carry_scope, 'all')
        end,
        {{ amounts }}.title_carry_scope,
        'all'
    )
{%- endmacro %}

{# reconciled, disagrees, unproven, or held_back where the figure can't be read, or is doubtful and no sum proves it. #}
{% macro status_of_amount(amounts, proofs) -%}
    case
        when {{ amounts }}.value_state = 'unreadable' or {{ amounts }}.why_not_placed = 'table_held_back' then 'held_back'
        when {{ amounts }}.is_flagged and coalesce({{ proofs }}.proof_count, 0) = 0 then 'held_back'
        else coalesce({{ proofs }}.reconciliation_status, 'unproven')
    end
{%- endmacro %}

{#
    Why a figure is not understood, a closed list; null where it is. A unit's key makes a row without a code known, the code of
    its whole a row of what is 其中.
#}
{% macro reason_of_amount(amounts, proofs, kinds, codes, whole_codes) -%}
    case
        when not {{ amounts }}.is_placed then {{ amounts }}.why_not_placed
        when {{ amounts }}.value_state = 'unreadable' then 'figure_unreadable'
        when {{ amounts }}.is_flagged and coalesce({{ proofs }}.proof_count, 0) = 0 then 'reading_doubtful'
        when
            {{ kinds }}.fact_table in ('fct_expenditure_by_function', 'fct_expenditure_by_economic')
            and {{ amounts }}.row_kind in ('line', 'group')
            and coalesce(
                {{ codes }}.function_key, {{ codes }}.economic_key, {{ amounts }}.government_economic_code,
                {{ amounts }}.row_key, unit_key
            ) is null
            and coalesce({{ whole_codes }}.function_key, {{ whole_codes }}.economic_key) is null
            then 'no_code'
        -- A row of revenue that names neither unit nor code is of some fund, and which one its name would have to say.
        when
            {{ kinds }}.fact_table = 'fct_revenue'
            and {{ amounts }}.row_kind in ('line', 'group')
            and coalesce(
                {{ amounts }}.function_code, {{ amounts }}.economic_code, {{ amounts }}.row_key, unit_key
            ) is null
            then 'no_code'
    end
{%- endmacro %}

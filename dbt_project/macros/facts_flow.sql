{# Which money a fact table is of; only tables of one flow may hold each other's. #}
{% macro flow_of(fact_table) -%}
    case {{ fact_table }}
        when 'fct_revenue' then 'revenue'
        when 'fct_expenditure_by_function' then 'expenditure'
        when 'fct_expenditure_by_economic' then 'economic'
    end
{%- endmacro %}

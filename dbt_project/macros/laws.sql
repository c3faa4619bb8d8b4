{# One key of a point of the cube: the money, and what rows fix of it. Null where a key is all. #}
{% macro point_key(money_key, function_code='null', economic_code='null', project_key='null', unit='null') -%}
    concat_ws(
        '|', {{ money_key }}
        {%- for key in [function_code, economic_code, project_key, unit] %},
        coalesce({{ key }}, '')
        {%- endfor %}
    )
{%- endmacro %}

{# One key of what money a point is of; the axes are columns of the relation. #}
{% macro money_key() -%}
    concat_ws(
        '|'
        {%- for axis in [
            'amount_year', 'amount_basis', 'flow', 'fund_source_key', 'carry_scope', 'expenditure_kind', 'item',
        ] %},
        coalesce({{ axis }}::varchar, '')
        {%- endfor %}
    )
{%- endmacro %}

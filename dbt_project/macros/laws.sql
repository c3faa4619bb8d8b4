{# One key of a point of the cube: the money, and what rows fix of it. Null where a key is all. #}
{% macro point_key(money_key, function_code='null', economic_code='null', project_key='null', unit='null') -%}
    concat_ws(
        '|', {{ money_key }}
        {%- for key in [function_code, economic_code, project_key, unit] %},
        coalesce({{ key }}, '')
        {%- endfor %}
    )
{%- endmacro %}

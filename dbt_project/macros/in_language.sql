{# Reasons hold both languages, "Chinese / English", several with "; " between them and so none within
   (contract/doubts.py does so, too). #}
{% macro in_language(reasons, language) -%}
    array_to_string(
        [
            coalesce(nullif(split_part(reason, ' / ', {{ 1 if language == 'zh' else 2 }}), ''), reason)
            for reason in string_split({{ reasons }}, '; ')
        ],
        '{{ '；' if language == 'zh' else '; ' }}'
    )
{%- endmacro %}

{# Text of a report within a reason, without the two signs that part languages and reasons. #}
{% macro within_reason(text) -%}
    replace(replace({{ text }}, ' / ', '/'), '; ', ';')
{%- endmacro %}

{% macro no_change_of_zero() -%}
    上年数为零，增减百分比无从计算 / the year before was zero, of which there is no percentage
{%- endmacro %}

{# What is to say of a kind of table, by its name (table_kinds). #}
{% macro said_of_kind(before_zh, behind_zh, before_en, behind_en) -%}
    '{{ before_zh }}' || table_kinds.name_zh
    || '{{ behind_zh }} / {{ before_en }}“' || table_kinds.name_en || '”{{ behind_en }}'
{%- endmacro %}

{% macro no_yuan_reason() -%}
    '不能折算为元：单位不明或数字过大 / cannot be given in yuan: unit unknown or figure too large'
{%- endmacro %}

{# Reasons hold both languages, "Chinese / English", several with "; " between them (contract/doubts.py does so). #}
{% macro in_language(reasons, language) -%}
    array_to_string(
        [
            coalesce(nullif(split_part(reason, ' / ', {{ 1 if language == 'zh' else 2 }}), ''), reason)
            for reason in string_split({{ reasons }}, '; ')
        ],
        '{{ '；' if language == 'zh' else '; ' }}'
    )
{%- endmacro %}

{% macro no_yuan_reason() -%}
    '不能折算为元：单位不明或数字过大 / cannot be given in yuan: unit unknown or figure too large'
{%- endmacro %}

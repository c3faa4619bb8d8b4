{#
    Models that are made a part of the documents after the other, because what they gather (lists, texts) cannot be spilled
    and would outgrow the memory of a run over thousands of reports. Such a model names in `meta` the table whose rows say
    how much there is (`parted_by`) and how many rows make a part (`rows_a_part`), and writes `in_part` where it reads its
    documents; the materialisation `table` and a replay (pipelines/warehouse/replay.py) put the part's number in.
#}

{# True for the documents of the part at hand; as it stands here, for all. #}
{% macro in_part(column) -%}
    hash({{ column }}) % 1 = 0
{%- endmacro %}

{% macro of_part(code, number, count) -%}
    {{ return(code.replace(' % 1 = 0', ' % ' ~ count ~ ' = ' ~ number)) }}
{%- endmacro %}

{# How many parts the model at hand is made in. #}
{% macro part_count() -%}
    {%- set meta = config.get('meta', {}) -%}
    {%- if not meta.get('parted_by') -%}
        {{ return(1) }}
    {%- endif -%}
    {%- set rows = run_query('select count(*) from ' ~ ref(meta['parted_by'])).columns[0].values()[0] -%}
    {{ return([1, (rows / meta['rows_a_part']) | round(0, 'ceil') | int] | max) }}
{%- endmacro %}

{#
    What is told of a report's identity, for a person: what was not taken from the report itself and why, and what could not be
    told and what to do. Used in int_identity alone; kept apart so that the model shows what is decided.
#}

{# The columns, and what people call them. #}
{% macro identity_fields() -%}
    {{ return([
        {'column': 'issuer_name', 'source': 'issuer_source', 'zh': '公开单位', 'en': 'issuer'},
        {'column': 'fiscal_year', 'source': 'fiscal_year_source', 'zh': '年度', 'en': 'fiscal year'},
        {'column': 'report_kind', 'source': 'report_kind_source', 'zh': '预算或决算', 'en': 'budget or final accounts'},
    ]) }}
{%- endmacro %}

{% macro identity_missing(language, joint) -%}
    concat_ws(
        '{{ joint }}'
        {%- for field in identity_fields() %}, case when {{ field.column }} is null then '{{ field[language] }}' end{% endfor %}
    )
{%- endmacro %}

{# Where a person states it: the list and its line. #}
{% macro stated_where_zh() -%}
    '由 data/raw/' || stated_list_name || ' 第 ' || stated_line_no || ' 行说明'
{%- endmacro %}

{% macro stated_where_en() -%}
    'stated in data/raw/' || stated_list_name || ', line ' || stated_line_no
{%- endmacro %}

{% macro identity_note_zh() -%}
    nullif(concat_ws(
        '；'
        {%- for field in identity_fields() %},
        '{{ field.zh }}“' || {{ field.column }} || '”' || case {{ field.source }}
            -- A person who states what is printed says nothing new.
            when 'stated'
                then case
                    when printed_{{ field.column }} is null then {{ stated_where_zh() }}
                    when printed_{{ field.column }} != {{ field.column }}
                        then
                            {{ stated_where_zh() }} || '（报告上印的是“'
                            || printed_{{ field.column }} || '”）'
                end
            when 'same_totals'
                then
                    '取自 ' || {{ field.column }}_from.file_name || '：两份文件有 ' || {{ field.column }}_from.figure_count
                    || ' 个相同的数字，最大的为 ' || {{ field.column }}_from.largest_yuan::decimal(18, 2) || ' 元'
            when 'tables_unit' then '是收入、支出表中唯一的部门或单位'
            when 'file_name' then '仅由文件名推断'
            when 'folder_name' then '仅由文件夹名推断'
        end
        {%- endfor %}
    ), '')
{%- endmacro %}

{% macro identity_note_en() -%}
    nullif(concat_ws(
        '; '
        {%- for field in identity_fields() %},
        '{{ field.en }} “' || {{ field.column }} || '”: ' || case {{ field.source }}
            when 'stated'
                then case
                    when printed_{{ field.column }} is null then {{ stated_where_en() }}
                    when printed_{{ field.column }} != {{ field.column }}
                        then
                            {{ stated_where_en() }} || ' (the report prints “'
                            || printed_{{ field.column }} || '”)'
                end
            when 'same_totals'
                then
                    'taken from ' || {{ field.column }}_from.file_name || ', which prints '
                    || {{ field.column }}_from.figure_count || ' of the same figures, the largest '
                    || {{ field.column }}_from.largest_yuan::decimal(18, 2) || ' yuan'
            when 'tables_unit' then 'the only department or unit in its tables of revenue and expenditure'
            when 'file_name' then 'assumed from the name of the file alone'
            when 'folder_name' then 'assumed from the name of the folder alone'
        end
        {%- endfor %}
    ), '')
{%- endmacro %}

{% macro identity_problem_zh() -%}
    case
        when is_stated_twice then '内容相同的几个文件在来源清单（data/raw/sources.csv、sources.yaml）中的说明互相矛盾，请只保留一种'
        when missing_zh != ''
            then
                '无法确定' || missing_zh || '：'
                || case
                    when is_open then '几种可能同样成立：' || concat_ws('；', partners, '表中唯一的单位 ' || tables_unit_name)
                    else '封面、标题和表头都未说明，也没有印着相同合计的另一份文件'
                end
                || case when hints != '' then '（文件或文件夹名提示：' || hints || '）' else '' end
                || '。请在 data/raw/sources.csv 中加一行（列 file_name,issuer,fiscal_year,kind），file_name 写 ' || file_name
    end
{%- endmacro %}

{% macro identity_problem_en() -%}
    case
        when is_stated_twice
            then 'lines of the lists of sources (data/raw/sources.csv, sources.yaml) contradict each other on files of the same content; keep one of them'
        when missing_en != ''
            then
                'not known: ' || missing_en || '. '
                || case
                    when is_open
                        then
                            'Several answers are as good: '
                            || concat_ws('; ', partners, 'the only unit of the tables “' || tables_unit_name || '”')
                    else 'Neither cover nor titles nor headers say, and no other file prints the same totals'
                end
                || case when hints != '' then ' (names of file or folder hint at: ' || hints || ')' else '' end
                || '. Add a line to data/raw/sources.csv (columns file_name,issuer,fiscal_year,kind) for ' || file_name
    end
{%- endmacro %}

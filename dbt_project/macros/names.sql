{# A name without what printing changes: blanks, shapes of brackets and quotes, punctuation. To compare, not to show. #}
{% macro comparable_name(name) -%}
    regexp_replace({{ name }}, '[\s（）()“”"''、，,·．.：:;；\-—]', '', 'g')
{%- endmacro %}

{# A title without what is no part of it: the table's number, the year, the body's name and the words for it. #}
{% macro comparable_title(title, body_name) -%}
    regexp_replace(
        regexp_replace(
            replace({{ comparable_name(title) }}, coalesce({{ comparable_name(body_name) }}, '-'), ''),
            '20[0-9]{2}年度?', '', 'g'
        ),
        '^(附件?)?(公开|预算|决算)?(表[0-9]+|[0-9]+表)|部门|单位|的|[0-9]+$', '', 'g'
    )
{%- endmacro %}

{# Key of a department: its name as reports print it, within its division where reports reveal one. #}
{% macro department_key(division_code, division_name, issuer_name, department_name, document_id) -%}
    concat_ws(
        '/',
        coalesce({{ division_code }}, {{ division_name }}),
        coalesce({{ issuer_name }}, {{ department_name }}, 'document ' || left({{ document_id }}, 16))
    )
{%- endmacro %}

{# Department or unit: 某某局（本级） is the office alone, whatever the title calls it. #}
{% macro own_body_kind(issuer_name, department_name, body_kind) -%}
    case
        when regexp_matches(coalesce({{ issuer_name }}, {{ department_name }}, ''), '[（(](本级|本部|机关)[)）]$') then 'unit'
        else coalesce({{ body_kind }}, 'department')
    end
{%- endmacro %}

{# Key of a budget unit below its department: its code, else its name. Null where a row names no unit. #}
{% macro unit_key(department_key, unit_code, unit_name) -%}
    case
        when coalesce({{ unit_code }}, {{ unit_name }}) is not null
            then {{ department_key }} || '/' || coalesce({{ unit_code }}, {{ unit_name }})
    end
{%- endmacro %}

{# A project's name without the category printed before it (工作性其他-组织事务工作经费), made comparable. #}
{% macro project_core_name(name) -%}
    {{ comparable_name("regexp_replace(" ~ name ~ ", '^[^-—－]{1,10}[-—－]', '')") }}
{%- endmacro %}

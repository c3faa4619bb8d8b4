-- Every check of a text against a text, in one shape.
with final as (
    {% for model, label, table_column in [
        ('int_check_code', '报告所印科目', ''),
        ('int_check_glossary', '名词解释科目名称', ''),
        ('int_check_text_name', '文字所用科目名称', 'null as '),
    ] -%}
    select
        rule_id,
        document_id,
        instance_key,
        {{ table_column }}table_id,
        {{ table_column }}table_kind,
        '{{ label }}' as left_label,
        left_text,
        '当年科目' as right_label,
        right_text,
        left_page_no,
        is_same,
        case
            when not is_same
                then '旧名称，' || last_year || '年后不再使用 / an old name, not used after ' || last_year
        end as remark
    from {{ ref(model) }}
    union all
    {% endfor -%}
    {% for model in [
        'int_check_shape', 'int_check_contents', 'int_check_body_name', 'int_check_project_name',
        'int_check_statement_year', 'int_check_completion', 'int_check_form',
    ] -%}
    select
        *,
        null as remark
    from {{ ref(model) }}
    union all
    {% endfor -%}
    select * from {{ ref('int_check_statement_scope') }}
    union all
    select * from {{ ref('int_check_years_scope') }}
    union all
    select * from {{ ref('int_check_increase') }}
    {% for model in [
        'int_check_percent_base', 'int_check_direction', 'int_check_change_direction', 'int_check_told_cell',
        'int_check_absence', 'int_check_told_item', 'int_check_told_use', 'int_check_item_name',
        'int_check_listed_title',
    ] -%}
    union all by name
    select * from {{ ref(model) }}
    {% endfor %}
)

select * from final

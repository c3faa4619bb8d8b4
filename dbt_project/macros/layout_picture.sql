{# Path below the warehouse folder of the picture of a page; pipelines.site.layout_pictures draws it. #}
{% macro layout_picture(document_id, page_no) -%}
    case
        when {{ page_no }} is not null
            then 'unknown_layout/' || {{ document_id }} || '/p' || lpad({{ page_no }}::varchar, 2, '0') || '.webp'
    end
{%- endmacro %}

{# Rows of a seed for the kinds they name, and for every kind printed like one of these (with a name or without). #}
{% macro for_kinds_printed_like(seed) -%}
    (
        select distinct rules.* replace (table_kinds.table_kind as table_kind)
        from {{ ref(seed) }} as rules
        inner join (
            select table_kind, printed_like from {{ ref('table_kinds') }}
            union all
            select table_kind, printed_like from {{ ref('int_unnamed_kind') }}
        ) as table_kinds
            on rules.table_kind in (table_kinds.table_kind, table_kinds.printed_like)
    )
{%- endmacro %}

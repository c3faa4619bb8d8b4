{#
    Whether leaves come to what is printed, said in one way for a column and for a table.
#}

{# Why leaves do not give the printed total or cannot be held against it; null where they do, or nothing says why. #}
{% macro reason_of_leaf_sum(sums, unknown_summands, open_columns, kinds) -%}
    case
        when {{ sums }}.why_no_leaf is not null then {{ sums }}.why_no_leaf
        when {{ sums }}.printed_total_yuan is null and {{ sums }}.has_held_back then 'held_back'
        when {{ sums }}.printed_total_yuan is null then 'no_total_printed'
        when {{ sums }}.leaf_yuan = {{ sums }}.printed_total_yuan then null
        when abs({{ sums }}.leaf_yuan - {{ sums }}.printed_total_yuan) <= {{ sums }}.rounding_yuan then 'rounding'
        when {{ sums }}.is_counted_again then 'counted_again'
        when {{ sums }}.has_held_back then 'held_back'
        when {{ unknown_summands }}.table_id is not null then 'column_not_understood'
        when {{ open_columns }}.table_id is not null then 'sum_open'
        when
            {{ kinds }}.is_form and {{ sums }}.fact_table = 'fct_project_expenditure'
            and {{ sums }}.leaf_yuan < {{ sums }}.printed_total_yuan
            then 'partial_list'
    end
{%- endmacro %}

{# equal (to the rounding), explained, not_compared or unexplained. #}
{% macro status_of_leaf_sum(sums) -%}
    case
        when {{ sums }}.reason in ('part', 'another_half', 'no_total_printed') or {{ sums }}.printed_total_yuan is null
            then 'not_compared'
        when {{ sums }}.leaf_yuan = {{ sums }}.printed_total_yuan or {{ sums }}.reason = 'rounding' then 'equal'
        when {{ sums }}.reason is not null then 'explained'
        else 'unexplained'
    end
{%- endmacro %}

{#
    What every row of a table must hold, in one query: each test costs a run its share of a second, and there are hundreds of
    columns. A failing row comes back whole, so that it names its document where the table has one, with what it fails:

    keys                  lists of columns (or of expressions): no two rows have the same values, and none is null
    never_null            columns that are never null
    accepted              column: the values it may have; null passes
    references            column: table, whose column of the same name has the value, or table.column; null passes
    references_together   table: columns that one of its rows has; null fails

    The mark behind a relation says which of its rows are to be judged again where little changed since all were sound: those of documents that
    changed; these, and all if a table that they refer to has changed; or all that are alike one of these in some columns (warehouse.data_tests
    reads it).
#}
{% test sound_rows(model, keys=[], never_null=[], accepted={}, references={}, references_together={}) %}
    {%- set checks = [] -%}
    {%- for columns in keys -%}
        {%- for column in columns -%}
            {%- do checks.append((column ~ ' is null', column ~ ' is null')) -%}
        {%- endfor -%}
    {%- endfor -%}
    {%- for column in never_null -%}
        {%- do checks.append((column ~ ' is null', column ~ ' is null')) -%}
    {%- endfor -%}
    {%- for column, values in accepted.items() -%}
        {%- do checks.append((column ~ " not in ('" ~ values | join("', '") ~ "')", column ~ ' is none of the accepted values')) -%}
    {%- endfor -%}
    {% if checks %}
    select
        *,
        concat_ws(
            ', '
            {%- for condition, words in checks %},
            case when {{ condition }} then '{{ words | replace("'", "''") }}' end
            {%- endfor %}
        ) as fails_because
    from {{ model }} /* changed */
    where
        {%- for condition, words in checks %}
        {{ 'or ' if not loop.first }}{{ condition }}
        {%- endfor %}
    {% endif %}
    {%- for columns in keys %}
    {{ 'union all' if checks }}
    select
        rows_of_model.*,
        '{{ columns | join(', ') | replace("'", "''") }} is not unique' as fails_because
    from {{ model }} /* changed */ as rows_of_model
    semi join (
        select
            {%- for column in columns %}
            {{ column }} as doubled_{{ loop.index }}{{ ',' if not loop.last }}
            {%- endfor %}
        from {{ model }} /* alike: {{ columns | join(', ') }} */
        group by all
        having count(*) > 1
    ) as doubled
        on
            {%- for column in columns %}
            {{ 'and ' if not loop.first }}{{ column }} = doubled.doubled_{{ loop.index }}
            {%- endfor %}
    {%- endfor %}
    {%- for column, target in references.items() %}
    {%- set table = target.split('.')[0] %}
    {{ 'union all' if checks or keys or not loop.first }}
    select
        rows_of_model.*,
        '{{ column }} is not in {{ target }}' as fails_because
    from {{ model }} /* changed or refers to {{ table }} */ as rows_of_model
    anti join {{ ref(table) }} as known on rows_of_model.{{ column }} = known.{{ (target ~ '.' ~ column).split('.')[1] }}
    where rows_of_model.{{ column }} is not null
    {%- endfor %}
    {%- for table, columns in references_together.items() %}
    {{ 'union all' if checks or keys or references or not loop.first }}
    select
        rows_of_model.*,
        '{{ columns | join(', ') }} are not together in {{ table }}' as fails_because
    from {{ model }} /* changed or refers to {{ table }} */ as rows_of_model
    anti join {{ ref(table) }} as known using ({{ columns | join(', ') }})
    {%- endfor %}
{% endtest %}

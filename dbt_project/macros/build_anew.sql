{#
    Materialisations for a candidate that is always a new file. dbt's own build each table beside the one that is there, swap
    them by renaming, and read seeds twice (once in Python, for their types); these three make the relation where it belongs,
    in a third of the statements. A relation that is there already (a second build by hand) is dropped first.
#}

{% materialization table, adapter='duckdb', supported_languages=['sql', 'python'] -%}
    {%- set target_relation = this.incorporate(type='table') -%}
    {%- set parts = part_count() -%}
    {%- do drop_if_there() -%}
    {%- call statement('main', language=model['language']) -%}
        {{ create_table_as(False, target_relation, of_part(compiled_code, 0, parts), model['language']) }}
        {{ comments_on(target_relation) if model['language'] == 'sql' }}
    {%- endcall -%}
    {%- for number in range(1, parts) -%}
        {%- call statement('part ' ~ number) -%}
            insert into {{ target_relation }} by name {{ of_part(compiled_code, number, parts) }}
        {%- endcall -%}
    {%- endfor -%}
    {%- if model['language'] != 'sql' -%}
        {%- do persist_docs(target_relation, model) -%}
    {%- endif -%}
    {%- do adapter.commit() -%}
    {{ return({'relations': [target_relation]}) }}
{%- endmaterialization %}

{% materialization view, adapter='duckdb' -%}
    {%- set target_relation = this.incorporate(type='view') -%}
    {%- do drop_if_there() -%}
    {%- call statement('main') -%}
        {{ get_create_view_as_sql(target_relation, sql) }}
    {%- endcall -%}
    {%- do adapter.commit() -%}
    {{ return({'relations': [target_relation]}) }}
{%- endmaterialization %}

{# The types are those of the seed's `column_types`, which names every column; an empty field is null. #}
{% materialization seed, adapter='duckdb' -%}
    {%- set target_relation = this.incorporate(type='table') -%}
    {%- set types = config.get('column_types', {}) -%}
    {%- do drop_if_there() -%}
    {#- dbt asks every seed for the rows it read in Python; there are none. -#}
    {%- do store_result('agate_table', response='OK') -%}
    {%- call statement('main') -%}
        create table {{ target_relation }} as
        select *
        from
            read_csv(
                '{{ adapter.get_seed_file_path(model) | replace("'", "''") }}',
                header = true,
                delim = ',',
                quote = '"',
                escape = '"',
                types = {
                    {%- for column, type in types.items() -%}
                    '{{ column }}': '{{ type }}'{{ ', ' if not loop.last }}
                    {%- endfor -%}
                }
            )
    {%- endcall -%}
    {%- do adapter.commit() -%}
    {{ return({'relations': [target_relation]}) }}
{%- endmaterialization %}

{# The descriptions, in the statement that makes the table: a contract says which columns there are. #}
{% macro comments_on(relation) -%}
    {%- set wanted = config.get('persist_docs', {}) -%}
    {%- if wanted.get('relation') %}
        comment on table {{ relation }} is {{ duckdb_escape_comment(model.description) }};
    {%- endif -%}
    {%- if wanted.get('columns') -%}
        {%- for column in model.columns.values() %}
        comment on column {{ relation }}.{{ column.name }} is {{ duckdb_escape_comment(column.description) }};
        {%- endfor -%}
    {%- endif -%}
{%- endmacro %}

{% macro drop_if_there() -%}
    {%- set existing_relation = load_cached_relation(this) -%}
    {%- if existing_relation is not none -%}
        {%- do adapter.drop_relation(existing_relation) -%}
    {%- endif -%}
{%- endmacro %}

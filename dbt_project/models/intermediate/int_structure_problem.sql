-- What is structurally wrong with a document's hand-over: such a document is held back alone, so that one bad reading can
-- neither spoil the others nor stop the build.
{% set keyed_tables = {
    'documents': 'document_id', 'printed_tables': 'table_id', 'cells': 'cell_id', 'rows': 'row_id', 'lines': 'line_id',
    'labels': 'label_id', 'indicators': 'indicator_id', 'statements': 'statement_id',
} %}
{% set references = [
    ('rows', 'table_id', 'printed_tables'), ('lines', 'row_id', 'rows'), ('lines', 'cell_id', 'cells'),
    ('lines', 'table_id', 'printed_tables'), ('labels', 'table_id', 'printed_tables'), ('indicators', 'cell_id', 'cells'),
] %}
with {% for table, key in keyed_tables.items() -%}
repeated_{{ table }} as (
    select distinct document_id, '{{ table }} with the same {{ key }}' as problem
    from {{ ref('stg_' ~ table) }}
    group by document_id, {{ key }}
    having count(*) > 1
),

{% endfor %}
{%- for table, key, target in references -%}
dangling_{{ table }}_{{ key }} as (
    select distinct document_id, '{{ table }} whose {{ key }} is not among its {{ target }}' as problem
    from {{ ref('stg_' ~ table) }}
    where (document_id, {{ key }}) not in (select (document_id, {{ key }}) from {{ ref('stg_' ~ target) }})
),

{% endfor %}
no_year as (
    select distinct document_id, 'fiscal year or kind of report (budget, final accounts) not found' as problem
    from {{ ref('stg_documents') }}
    where fiscal_year is null or report_kind is null
),

unknown_words as (
    select distinct document_id, 'table kind ' || table_kind || ' is not in seed table_kinds' as problem
    from {{ ref('stg_printed_tables') }}
    where table_kind is not null and table_kind not in (select table_kind from {{ ref('table_kind_facts') }})
    union
    select distinct document_id, 'measure ' || measure_key || ' is not in seed measures' as problem
    from {{ ref('stg_lines') }}
    where measure_key is not null and measure_key not in (select measure_key from {{ ref('measures') }})
),

final as (
    select * from no_year
    union all
    select * from unknown_words
    {%- for table in keyed_tables %}
    union all
    select * from repeated_{{ table }}
    {%- endfor %}
    {%- for table, key, _ in references %}
    union all
    select * from dangling_{{ table }}_{{ key }}
    {%- endfor %}
)

select * from final

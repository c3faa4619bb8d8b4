-- What is structurally wrong with a document's hand-over: such a document is held back alone, so that one bad reading
-- can neither spoil the others nor stop the build.
{% set keyed_tables = [
    ('documents', 'document_id'), ('printed_tables', 'table_id'), ('cells', 'cell_id'), ('rows', 'row_id'),
    ('lines', 'line_id'), ('labels', 'label_id'), ('indicators', 'indicator_id'), ('statements', 'statement_id'),
] %}
{% set references = [
    ('rows', 'table_id', 'printed_tables'), ('lines', 'row_id', 'rows'), ('lines', 'cell_id', 'cells'),
    ('lines', 'table_id', 'printed_tables'), ('labels', 'table_id', 'printed_tables'), ('indicators', 'cell_id', 'cells'),
] %}
with repeated_keys as (
    {% for table, key in keyed_tables %}
    select
        document_id,
        '{{ table }} with the same {{ key }}' as problem
    from {{ ref('stg_' ~ table) }}
    group by document_id, {{ key }}
    having count(*) > 1
    {{ 'union all' if not loop.last }}
    {% endfor %}
),

dangling_keys as (
    {% for table, key, target in references %}
    select
        pointing.document_id,
        '{{ table }} whose {{ key }} is not among its {{ target }}' as problem
    from {{ ref('stg_' ~ table) }} as pointing
    anti join {{ ref('stg_' ~ target) }} as pointed_at
        on pointing.document_id = pointed_at.document_id and pointing.{{ key }} = pointed_at.{{ key }}
    {{ 'union all' if not loop.last }}
    {% endfor %}
),

unknown_words as (
    select
        printed_tables.document_id,
        'table kind ' || printed_tables.table_kind || ' is not in seed table_kind_facts' as problem
    from {{ ref('stg_printed_tables') }} as printed_tables
    anti join {{ ref('int_table_kind_fact') }} as known on printed_tables.table_kind = known.table_kind
    where printed_tables.table_kind is not null
    union all
    select
        figures.document_id,
        'measure ' || figures.measure_key || ' is not in seed measures' as problem
    from {{ ref('stg_lines') }} as figures
    anti join {{ ref('measures') }} as known on figures.measure_key = known.measure_key
    where figures.measure_key is not null
),

all_problems as (
    select * from repeated_keys
    union all
    select * from dangling_keys
    union all
    select * from unknown_words
),

final as (
    select distinct
        document_id,
        problem
    from all_problems
)

select * from final

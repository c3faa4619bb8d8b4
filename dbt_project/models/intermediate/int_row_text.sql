-- Texts of a printed row that facts of purchases and assets show, one column each.
with labels as (
    select * from {{ ref('stg_labels') }}
    where field_key is not null
),

printed_tables as (
    select * from {{ ref('stg_printed_tables') }}
    where table_kind in ('government_procurement', 'purchased_services', 'asset_allocation')
),

final as (
    select
        labels.row_id,
        {% for field, column in [
            ('fund_source', 'fund_source_printed'), ('fund_nature', 'fund_nature_printed'),
            ('measurement_unit', 'measurement_unit'), ('service_content', 'service_content'),
            ('includes_procurement', 'includes_procurement_printed'), ('catalogue_level_1', 'catalogue_level_1'),
            ('catalogue_level_2', 'catalogue_level_2'), ('catalogue_level_3', 'catalogue_level_3'),
            ('asset_class', 'asset_class'), ('asset_name', 'asset_name'),
        ] -%}
    max(labels.text) filter (where labels.field_key = '{{ field }}') as {{ column }}{{ '' if loop.last else ',' }}
    {% endfor %}
    from labels
    inner join printed_tables on labels.table_id = printed_tables.table_id
    group by labels.row_id
)

select * from final

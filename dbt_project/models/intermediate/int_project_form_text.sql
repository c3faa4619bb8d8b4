-- What the form of a project's targets says of the project, one column each.
with labels as (
    select * from {{ ref('stg_labels') }}
    where field_key is not null
),

printed_tables as (
    select * from {{ ref('stg_printed_tables') }}
    where table_kind = 'project_performance_targets' and not is_held_back
),

documents as (
    select * from {{ ref('int_document') }}
    where is_published
),

final as (
    select
        labels.table_id,
        labels.form_no,
        labels.document_id,
        min(labels.page_no) as page_no,
        {% for field, column in [
            ('project_name', 'project_name_printed'), ('department_name', 'department_name_printed'),
            ('project_leader', 'project_leader'), ('project_attribute', 'project_attribute_printed'),
            ('project_type', 'project_type_printed'), ('project_period', 'project_period_printed'),
            ('project_overview', 'project_overview'), ('project_basis', 'project_basis'),
            ('project_goal', 'project_goal'), ('annual_goal', 'annual_goal'),
        ] -%}
    max(labels.text) filter (where labels.field_key = '{{ field }}') as {{ column }}{{ '' if loop.last else ',' }}
    {% endfor %}
    from labels
    inner join printed_tables on labels.table_id = printed_tables.table_id
    inner join documents on labels.document_id = documents.document_id
    group by labels.table_id, labels.form_no, labels.document_id
)

select * from final

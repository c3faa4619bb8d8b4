-- What a project's targets say of the project, one column each: its form, or its rows of a list.
with labels as (
    select * from {{ ref('stg_labels') }}
    where field_key is not null
),

entries as (
    select * from {{ ref('int_project_entry') }}
),

documents as (
    select * from {{ ref('int_document') }}
    where is_published
),

final as (
    select
        labels.table_id,
        labels.form_no,
        entries.entry_no,
        labels.document_id,
        min(labels.page_no) as page_no,
        any_value(entries.is_list) as is_list,
        max(entries.project_code) as project_code,
        -- A form names its project in a field; in a list the name stands beside a code, or with the number of its row.
        case
            when any_value(entries.is_list) then arg_min(entries.project_name_printed, entries.row_no)
            else max(labels.text) filter (where labels.field_key = 'project_name')
        end as project_name_printed,
        {% for field, column in [
            ('department_name', 'department_name_printed'),
            ('project_leader', 'project_leader'), ('project_attribute', 'project_attribute_printed'),
            ('project_type', 'project_type_printed'), ('project_period', 'project_period_printed'),
            ('project_overview', 'project_overview'), ('project_basis', 'project_basis'),
            ('project_goal', 'project_goal'), ('annual_goal', 'annual_goal'),
        ] -%}
    max(labels.text) filter (where labels.field_key = '{{ field }}') as {{ column }}{{ '' if loop.last else ',' }}
    {% endfor %}
    from labels
    inner join entries on labels.row_id = entries.row_id
    inner join documents on labels.document_id = documents.document_id
    group by labels.table_id, labels.form_no, entries.entry_no, labels.document_id
)

select * from final

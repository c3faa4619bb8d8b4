{#
    Every key of the model is in its dimension; `keys` gives the dimension for each column, whose name is the dimension's key
    too. Null keys refer to nothing and pass. The rows name their document, so that the gate can hold it back alone.
#}
{% test references_dimensions(model, keys) %}
    {% for column, dimension in keys.items() %}
    select
        rows_of_model.document_id,
        '{{ column }}' as key_column,
        rows_of_model.{{ column }} as key_value,
        count(*) as row_count
    from {{ model }} as rows_of_model
    anti join {{ ref(dimension) }} as known on rows_of_model.{{ column }} = known.{{ column }}
    where rows_of_model.{{ column }} is not null
    group by rows_of_model.document_id, rows_of_model.{{ column }}
    {{ 'union all' if not loop.last }}
    {% endfor %}
{% endtest %}

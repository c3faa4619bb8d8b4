{# None of these columns is ever null; one test for all of them, since each test costs a run its share of a second. #}
{% test never_null(model, columns) %}
    select *
    from {{ model }}
    where {% for column in columns %}{{ column }} is null{{ ' or ' if not loop.last }}{% endfor %}
{% endtest %}

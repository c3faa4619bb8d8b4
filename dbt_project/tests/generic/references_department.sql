{# Every row's department and year are in dim_department. #}
{% test references_department(model) %}
    select
        rows_of_model.department_key,
        rows_of_model.fiscal_year,
        count(*) as row_count
    from {{ model }} as rows_of_model
    anti join {{ ref('dim_department') }} as departments
        on
            rows_of_model.department_key = departments.department_key
            and rows_of_model.fiscal_year = departments.fiscal_year
    group by rows_of_model.department_key, rows_of_model.fiscal_year
{% endtest %}

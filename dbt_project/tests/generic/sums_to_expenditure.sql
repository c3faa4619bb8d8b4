{# The panel holds all of the analyst table expenditure and nothing else, for every body, year and report kind. #}
{% test sums_to_expenditure(model) %}
    with panel as (
        select
            body_key,
            fiscal_year,
            report_kind,
            sum(amount_yuan) as amount_yuan
        from {{ model }}
        group by body_key, fiscal_year, report_kind
    ),

    expenditure as (
        select
            body_key,
            fiscal_year,
            report_kind,
            sum(amount_yuan) as amount_yuan
        from {{ ref('expenditure') }}
        group by body_key, fiscal_year, report_kind
    )

    select
        coalesce(panel.body_key, expenditure.body_key) as body_key,
        panel.amount_yuan,
        expenditure.amount_yuan as expenditure_yuan
    from panel
    full outer join expenditure
        on
            panel.body_key = expenditure.body_key
            and panel.fiscal_year = expenditure.fiscal_year
            and panel.report_kind = expenditure.report_kind
    where panel.amount_yuan is distinct from expenditure.amount_yuan
{% endtest %}

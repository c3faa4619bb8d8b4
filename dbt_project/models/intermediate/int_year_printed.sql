-- Totals of this year and the year before that one row of a table prints beside each other: of the general public budget's
-- expenditure, under the name that the text has for it. What a column of the year before holds is named by its basis.
with amounts as (
    select
        *,
        {{ amount_basis_of(
            'measure_basis', 'measure_key', 'header_path', 'amount_year', 'fiscal_year', 'report_kind'
        ) }} as amount_basis
    from {{ ref('int_fact_amount') }}
    where
        table_kind = 'general_public_expenditure'
        and row_kind = 'total'
        and value_type = 'money'
        and amount_yuan is not null
        and coalesce(expenditure_kind, 'total') = 'total'
        and not is_flagged
        and amount_year between fiscal_year - 1 and fiscal_year
),

{% set years = {'amount': 'amount_year = fiscal_year', 'year_before': 'amount_year = fiscal_year - 1'} -%}
rows as (
    select
        document_id,
        table_id,
        row_id,
        {% for name, condition in years.items() -%}
        count(*) filter (where {{ condition }}) as {{ name }}_count,
        max(amount_yuan) filter (where {{ condition }}) as {{ name }}_yuan,
        max(amount_basis) filter (where {{ condition }}) as {{ name }}_basis,
        max(line_id) filter (where {{ condition }}) as {{ name }}_line_id{{ '' if loop.last else ',' }}
        {% endfor %}
    from amounts
    group by document_id, table_id, row_id
),

final as (
    select
        document_id,
        'general_public_total' as measure_key,
        amount_yuan::decimal(18, 2) as amount_yuan,
        year_before_yuan::decimal(18, 2) as year_before_yuan,
        year_before_basis,
        amount_line_id as line_id
    from rows
    where amount_count = 1 and year_before_count = 1
    qualify row_number() over (partition by document_id order by table_id, row_id) = 1
)

select * from final

-- Totals of this year and the year before that one row of a table prints beside each other, under the name that the
-- text has for them: the general public budget's expenditure, and the years of a department's funding. What the column
-- of the year before holds is named by its basis.
with amounts as (
    select
        *,
        {{ amount_basis_of(
            'measure_basis', 'measure_key', 'header_path', 'amount_year', 'fiscal_year', 'report_kind'
        ) }} as amount_basis,
        case
            when
                table_kind = 'general_public_expenditure' and row_kind = 'total'
                and coalesce(expenditure_kind, 'total') = 'total'
                then 'general_public_total'
            when fact_table = 'fct_department_funding' and starts_with(row_key, 'funding_expenditure_')
                then case row_key
                    when 'funding_expenditure_total' then 'expenditure_total'
                    else regexp_extract(row_key, '^funding_expenditure_(basic|project)$', 1)
                end
            when fact_table = 'fct_department_funding' and row_key = 'funding_revenue_total' then 'revenue_total'
        end as told_key
    from {{ ref('int_fact_amount') }}
    where
        value_type = 'money'
        and amount_yuan is not null
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
        max(line_id) filter (where {{ condition }}) as {{ name }}_line_id,
        {% endfor -%}
        told_key
    from amounts
    where told_key != ''
    group by document_id, table_id, row_id, told_key
),

final as (
    select
        document_id,
        told_key as measure_key,
        amount_yuan::decimal(18, 2) as amount_yuan,
        year_before_yuan::decimal(18, 2) as year_before_yuan,
        year_before_basis,
        amount_line_id as line_id
    from rows
    where amount_count = 1 and year_before_count = 1
    qualify row_number() over (partition by document_id, told_key order by table_id, row_id) = 1
)

select * from final

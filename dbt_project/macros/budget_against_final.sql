{#
    Budget beside final accounts, code by code, of every body and year that has both: a full outer join, in which an absent
    amount stays absent. Where one of the two does not split a code into basic and project, neither is split.
#}
{% macro budget_against_final(panel, code, name, group) -%}
with panel as (
    select * from {{ panel }}
),

{% for kind, report_kind in [('budget', 'budget'), ('final', 'final_accounts')] -%}
{{ kind }}_documents as (
    select
        body_key,
        fiscal_year,
        any_value(body_name) as body_name,
        any_value(division_name) as division_name,
        any_value(body_kind) as body_kind,
        any_value(document_id) as document_id
    from panel
    where report_kind = '{{ report_kind }}'
    group by body_key, fiscal_year
),

{% endfor -%}
grouped as (
    select
        *,
        case
            when bool_or({{ group }} = 'total') over (partition by body_key, fiscal_year, {{ code }}) then 'total'
            else {{ group }}
        end as compared_group
    from panel
),

sums as (
    select
        body_key,
        fiscal_year,
        comparable_class_code,
        {{ code }} as code,
        compared_group,
        any_value(comparable_class_name) as class_name,
        any_value({{ name }}) as name,
        sum(amount_yuan) filter (where report_kind = 'budget') as budget_yuan,
        sum(amount_yuan) filter (where report_kind = 'final_accounts') as final_yuan
    from grouped
    group by body_key, fiscal_year, comparable_class_code, {{ code }}, compared_group
),

final as (
    select
        sums.body_key,
        final_documents.body_name,
        final_documents.division_name,
        sums.fiscal_year,
        sums.comparable_class_code,
        sums.class_name as comparable_class_name,
        sums.code as {{ code }},
        sums.name as {{ name }},
        sums.compared_group as expenditure_group,
        sums.budget_yuan::decimal(18, 2) as budget_yuan,
        sums.final_yuan::decimal(18, 2) as final_yuan,
        (sums.final_yuan - sums.budget_yuan)::decimal(18, 2) as difference_yuan,
        case
            when sums.budget_yuan is null then 'final_only'
            when sums.final_yuan is null then 'budget_only'
            else 'both'
        end as stated_in,
        budget_documents.body_kind = final_documents.body_kind as is_same_scope,
        budget_documents.document_id as budget_document_id,
        final_documents.document_id as final_document_id
    from sums
    inner join budget_documents
        on sums.body_key = budget_documents.body_key and sums.fiscal_year = budget_documents.fiscal_year
    inner join final_documents
        on sums.body_key = final_documents.body_key and sums.fiscal_year = final_documents.fiscal_year
)

select * from final
{%- endmacro %}

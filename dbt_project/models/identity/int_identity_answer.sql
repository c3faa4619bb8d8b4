-- What the documents that print the same money answer together: one answer is taken, two leave the question open.
with pairs as (
    select * from {{ ref('int_identity_pair') }}
    where not is_contradicted
),

final as (
    select
        document_id,
        count(distinct comparable_issuer || '/' || coalesce(body_kind, '')) as issuer_count,
        count(distinct fiscal_year) as fiscal_year_count,
        count(distinct report_kind) as report_kind_count,
        bool_or(is_of_another_unit) as is_of_another_unit,
        case when count(distinct fiscal_year) = 1 then any_value(fiscal_year) end as fiscal_year,
        case when count(distinct report_kind) = 1 then any_value(report_kind) end as report_kind,
        -- The one with most in common speaks for those that agree.
        {% for column in ['issuer_name', 'fiscal_year', 'report_kind'] %}
        arg_max(
            struct_pack(
                file_name := partner_file_name,
                figure_count := same_figure_count,
                largest_yuan := largest_same_yuan
            ),
            (same_figure_count, partner_file_name)
        ) filter (where {{ column }} is not null) as {{ column }}_from,
        {% endfor %}
        arg_max(
            struct_pack(issuer_name, department_code, department_name, division_code, division_name, body_kind),
            (same_figure_count, partner_file_name)
        ) filter (where issuer_name is not null) as body,
        string_agg(
            partner_file_name || ' (' || concat_ws(', ', issuer_name, body_kind, fiscal_year, report_kind) || ')', '; '
            order by partner_file_name
        ) as partners
    from pairs
    group by document_id
)

select * from final

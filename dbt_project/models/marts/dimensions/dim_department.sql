-- Departments by year, with the staffing their reports state. Of several documents of one year the budget speaks first.
with departments as (
    select
        *,
        row_number() over (
            partition by department_key, fiscal_year
            order by report_kind asc nulls last, retrieved_at desc nulls last, document_id asc
        ) as document_rank
    from {{ ref('int_department') }}
    where fiscal_year is not null
),

staffing as (
    select
        document_id,
        subject_key,
        -- Stated twice and differently, a figure of staffing is not known.
        case when count(distinct value) = 1 then max(value)::integer end as head_count
    from {{ ref('int_statement') }}
    where role = 'count' and starts_with(subject_key, 'staffing_')
    group by document_id, subject_key
),

described as (
    select
        departments.department_key,
        departments.fiscal_year,
        arg_min(departments.body_key, departments.document_rank) as body_key,
        arg_min(departments.department_short_name, departments.document_rank) as department_short_name,
        arg_min(departments.department_name, departments.document_rank) as department_name,
        arg_min(departments.department_code, departments.document_rank) as department_code,
        arg_min(departments.division_code, departments.document_rank) as division_code,
        arg_min(departments.division_name, departments.document_rank) as division_name,
        arg_min(departments.body_kind, departments.document_rank) as body_kind,
        arg_min(departments.body_linked_by, departments.document_rank) as body_linked_by,
        count(distinct departments.document_id)::integer as document_count,
        {% for column, subject in [
            ('authorised_posts', 'staffing_authorised'),
            ('authorised_administrative_posts', 'staffing_authorised_administrative'),
            ('authorised_institution_posts', 'staffing_authorised_institution'),
            ('staff_in_post', 'staffing_in_post'),
            ('administrative_staff_in_post', 'staffing_in_post_administrative'),
            ('institution_staff_in_post', 'staffing_in_post_institution'),
            ('retired_staff', 'staffing_retired'),
            ('retired_lixiu_staff', 'staffing_retired_lixiu'),
            ('retired_tuixiu_staff', 'staffing_retired_tuixiu'),
        ] -%}
    arg_min(staffing.head_count, departments.document_rank)
    filter (where staffing.subject_key = '{{ subject }}') as {{ column }}{{ '' if loop.last else ',' }}
    {% endfor %}
    from departments
    left join staffing on departments.document_id = staffing.document_id
    group by departments.department_key, departments.fiscal_year
)

select * from described

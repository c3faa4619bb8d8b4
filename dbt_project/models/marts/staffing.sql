-- Posts and people of a body and year as its reports state them, with the sentence that says so. The department's own
-- report goes before an office's that carries its name.
with departments as (
    select * from {{ ref('dim_department') }}
    where
        coalesce(
            authorised_posts, authorised_administrative_posts, authorised_institution_posts, staff_in_post,
            administrative_staff_in_post, institution_staff_in_post, retired_staff, retired_lixiu_staff,
            retired_tuixiu_staff
        ) is not null
    qualify
        row_number() over (
            partition by body_key, fiscal_year
            order by body_kind = 'department' desc, document_count desc, department_key asc
        ) = 1
),

statements as (
    select
        department_key,
        fiscal_year,
        min_by(document_id, (report_kind, document_id, page_no, statement_id)) as document_id,
        min_by(page_no, (report_kind, document_id, page_no, statement_id)) as page_no,
        min_by(sentence, (report_kind, document_id, page_no, statement_id)) as sentence
    from {{ ref('fct_narrative_figure') }}
    where role = 'count' and starts_with(subject_key, 'staffing_')
    group by department_key, fiscal_year
),

final as (
    select
        departments.body_key,
        bodies.body_name,
        bodies.division_name,
        departments.body_kind,
        departments.fiscal_year,
        departments.authorised_posts,
        departments.authorised_administrative_posts,
        departments.authorised_institution_posts,
        departments.staff_in_post,
        departments.administrative_staff_in_post,
        departments.institution_staff_in_post,
        departments.retired_staff,
        departments.retired_lixiu_staff,
        departments.retired_tuixiu_staff,
        departments.authorised_posts - departments.staff_in_post as vacant_posts,
        {{ percent_of('departments.staff_in_post', 'departments.authorised_posts') }} as filled_percent,
        statements.document_id,
        statements.page_no,
        statements.sentence
    from departments
    inner join {{ ref('dim_body') }} as bodies on departments.body_key = bodies.body_key
    left join statements
        on
            departments.department_key = statements.department_key
            and departments.fiscal_year = statements.fiscal_year
)

select * from final

with terms as (
    select * from {{ ref('stg_terms') }}
),

departments as (
    select * from {{ ref('int_department') }}
),

final as (
    select
        terms.document_id || '-term' || terms.term_no as term_key,
        terms.document_id,
        departments.department_key,
        departments.fiscal_year,
        terms.term_no,
        terms.term,
        terms.definition,
        terms.class_name,
        terms.subclass_name,
        terms.item_name,
        terms.page_no
    from terms
    inner join departments on terms.document_id = departments.document_id
)

select * from final

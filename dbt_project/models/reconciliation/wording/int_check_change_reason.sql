-- What a text owes its reader beside the figures: a section that tells changes tells a reason.
with documents as (
    select document_id
    from {{ ref('int_document') }}
    where is_published
),

paragraphs as (
    select paragraphs.*
    from {{ ref('stg_paragraphs') }} as paragraphs
    inner join documents on paragraphs.document_id = documents.document_id
    where paragraphs.part != 'contents'
),

change_sections as (
    select
        document_id,
        section_title,
        min(page_no) as page_no,
        count(*) as change_count
    from {{ ref('int_statement') }}
    where role = 'change' and part = 'narrative' and value_yuan != 0 and section_title is not null
    group by document_id, section_title
),

final as (
    select
        'change_reason_told' as rule_id,
        change_sections.document_id,
        change_sections.section_title as instance_key,
        null::varchar as table_id,
        null::varchar as table_kind,
        change_sections.section_title as left_label,
        any_value(change_sections.change_count) || '处增减' as left_text,
        '文字' as right_label,
        case
            when bool_or(regexp_matches(paragraphs.text, '原因|主要|由于|因|根据|按照|落实|用于')) then '已说明原因'
            else '没有说明原因'
        end as right_text,
        any_value(change_sections.page_no) as left_page_no,
        bool_or(regexp_matches(paragraphs.text, '原因|主要|由于|因|根据|按照|落实|用于')) as is_same
    from change_sections
    inner join paragraphs
        on
            change_sections.document_id = paragraphs.document_id
            and change_sections.section_title = paragraphs.section_title
            and not paragraphs.is_heading
    inner join documents on change_sections.document_id = documents.document_id
    group by change_sections.document_id, change_sections.section_title
)

select * from final

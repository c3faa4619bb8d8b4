-- Pages on which nothing is printed, with printed pages before and after. One row per blank page, and one per report
-- that has none.
with documents as (
    select document_id
    from {{ ref('int_document') }}
    where is_published
),

pages as (
    select
        pages.document_id,
        pages.page_no,
        -- A page that could not be read, or is a picture without letters, is not known to be blank.
        pages.text_layer = 'blank' and pages.engine = 'none' and pages.conservation_problem is null as is_blank,
        min(case when pages.text_layer != 'blank' then pages.page_no end) over document as first_printed,
        max(case when pages.text_layer != 'blank' then pages.page_no end) over document as last_printed,
        count(*) over document as page_count
    from {{ ref('stg_pages') }} as pages
    inner join documents on pages.document_id = documents.document_id
    window document as (partition by pages.document_id)
),

judged as (
    select
        *,
        is_blank and page_no between first_printed and last_printed as is_wrong
    from pages
),

checks as (
    select distinct
        'page_printed' as rule_id,
        document_id,
        case when is_wrong then page_no::varchar else 'all' end as instance_key,
        null::varchar as table_id,
        null::varchar as table_kind,
        case when is_wrong then '第' || page_no || '页' else '各页' end as left_label,
        case when is_wrong then '空白页' else page_count || '页' end as left_text,
        '应当' as right_label,
        '页上印有内容' as right_text,
        case when is_wrong then page_no else first_printed end as left_page_no,
        not is_wrong as is_same
    from judged
),

final as (
    select *
    from checks
    qualify not is_same or count(*) over (partition by document_id) = 1
)

select * from final

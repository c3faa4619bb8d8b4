-- What the contents call a table or a numbered section, against its title in the report. The year, the body's name and
-- words for it (部门, 单位) are no part of a title; one that goes on behind what the contents say is the same. Of sections
-- said only where the names are much alike: else whether they are one is not known. One row per report and sort.
{% set least_alike, number = 0.85, '^(第[一二三四五六七八九十]{1,3}部分|[一二三四五六七八九十]{1,3}、)' %}
with documents as (
    select * from {{ ref('int_document') }}
    where is_published
),

tables as (
    select
        promised.document_id,
        'tables' as sort,
        promised.promise_no as place,
        any_value(promised.printed_title) as listed,
        any_value(kept.printed_title) as titled,
        any_value(promised.page_no) as page_no
    from {{ ref('stg_promised_tables') }} as promised
    inner join {{ ref('int_kept_promise') }} as kept
        on promised.document_id = kept.document_id and promised.promise_no = kept.promise_no
    where kept.printed_title is not null
    group by promised.document_id, promised.promise_no
    -- Of several tables of one kind it is not known which was promised.
    having count(distinct kept.table_id) = 1
),

numbered as (
    select
        *,
        part = 'contents' as is_listed,
        regexp_extract(text, '{{ number }}', 1) as number,
        -- Dots and the page stand behind what the contents list.
        regexp_replace(text, '{{ number }}|[.…·．\s]*[-—－]?\s*[0-9]*\s*[-—－]?\s*$', '', 'g') as name  -- noqa: RF04
    from {{ ref('stg_paragraphs') }}
    where (part = 'contents' or is_heading) and regexp_matches(text, '{{ number }}')
),

-- A number is one section's within its 第…部分; where it stands there twice it is not known whose.
placed as (
    select
        *,
        last_value(if(starts_with(number, '第'), number, null) ignore nulls) over (
            partition by document_id, is_listed order by paragraph_no
        ) as part_number
    from numbered
),

single_places as (
    select *
    from placed
    where part_number is not null and name != ''
    qualify count(*) over (partition by document_id, is_listed, part_number, number) = 1
),

sections as (
    select
        listed.document_id,
        'sections' as sort,
        listed.paragraph_no as place,
        listed.name as listed,
        titled.name as titled,
        listed.page_no
    from single_places as listed
    inner join single_places as titled
        on
            listed.document_id = titled.document_id
            and listed.part_number = titled.part_number
            and listed.number = titled.number
            and not titled.is_listed
    where listed.is_listed
),

titles as (
    select * from tables
    union all
    select * from sections
),

cored as (
    select
        titles.*,
        {{ comparable_title('titles.listed', 'documents.issuer_name') }} as listed_core,
        {{ comparable_title('titles.titled', 'documents.issuer_name') }} as titled_core
    from titles
    inner join documents on titles.document_id = documents.document_id
),

judged as (
    select
        *,
        starts_with(titled_core, listed_core) or starts_with(listed_core, titled_core) as is_same
    from cored
    -- Two tables in one line of the contents are our reading of it.
    where listed_core != '' and titled_core != '' and not regexp_matches(listed, '表.+表')
),

final as (
    select
        'title_as_listed' as rule_id,
        document_id,
        sort as instance_key,
        '目录所列' as left_label,
        coalesce(arg_min(listed, place) filter (where not is_same), count(*) || '处')
        || if(count(*) filter (where not is_same) > 1, '（共' || count(*) filter (where not is_same) || '处不同）', '')
            as left_text,
        if(sort = 'tables', '表题', '标题') as right_label,
        coalesce(arg_min(titled, place) filter (where not is_same), '相同') as right_text,
        min(page_no) as left_page_no,
        bool_and(is_same) as is_same
    from judged
    where sort = 'tables' or is_same or jaro_winkler_similarity(listed_core, titled_core) >= {{ least_alike }}
    group by document_id, sort
)

select * from final

-- The year and kind a report gives itself in the titles of its tables and the headings of its text.
{% set other_bodies = '^（.）|经济(分类|科目)|部门.{0,2}单位|单位.{0,2}部门|(预算|[下所直]属|级|基层|事业|行政)单位' %}
with documents as (
    select
        document_id,
        fiscal_year,
        case body_kind when 'department' then '部门' when 'unit' then '单位' end as body_word,
        case report_kind when 'budget' then '预算' when 'final_accounts' then '决算' end as kind_word
    from {{ ref('int_document') }}
    where is_published
),

paragraphs as (
    select
        paragraphs.*,
        documents.fiscal_year
    from {{ ref('stg_paragraphs') }} as paragraphs
    inner join documents on paragraphs.document_id = documents.document_id
    where paragraphs.part in ('cover', 'profile', 'narrative') and paragraphs.is_heading
),

printed_tables as (
    select
        printed_tables.*,
        documents.kind_word,
        -- 一般公共预算支出决算表 names its money by 预算 and itself by 决算.
        regexp_extract(
            regexp_replace(printed_tables.printed_title, '(一般公共|政府性基金|国有资本经营)预算', '', 'g'), '预算|决算'
        ) as title_word,
        coalesce('《' || printed_tables.printed_title || '》', '表' || printed_tables.printed_no) as table_label
    from {{ ref('stg_printed_tables') }} as printed_tables
    inner join documents on printed_tables.document_id = documents.document_id
    where printed_tables.table_kind is not null and not printed_tables.is_held_back
),

titles as (
    select
        'title_report_kind' as rule_id,
        document_id,
        table_id as instance_key,
        table_id,
        table_kind,
        table_label as left_label,
        title_word as left_text,
        '报告' as right_label,
        kind_word as right_text,
        first_page_no as left_page_no,
        title_word = kind_word as is_same
    from printed_tables
    where title_word in ('预算', '决算') and kind_word is not null
),

headings as (
    select
        'heading_year' as rule_id,
        document_id,
        paragraph_no::varchar as instance_key,
        null::varchar as table_id,
        null::varchar as table_kind,
        '标题“' || text || '”' as left_label,
        regexp_extract(text, '(20[0-9]{2})年', 1) as left_text,
        '报告年度' as right_label,
        fiscal_year::varchar as right_text,
        page_no as left_page_no,
        contains(text, fiscal_year::varchar) as is_same
    from paragraphs
    -- Headings on how the year before was carried out speak of another year rightly.
    where
        regexp_matches(text, '20[0-9]{2}年(度)?(部门|单位|收支|收入|支出|财政拨款|一般公共|政府性基金|“三公”)')
        and not regexp_matches(text, '执行|完成|上年|比|较|—|至')
),

-- 部门预算经济分类 names a classification; 部门（单位） leaves it open; （二）单位预算… heads one part of several; 预算单位 and
-- 所属单位 are what a department consists of.
named as (
    select
        document_id,
        table_id,
        table_kind,
        table_id as instance_key,
        printed_title as printed_text,
        first_page_no as page_no
    from printed_tables
    union all by name
    select
        document_id,
        'p' || paragraph_no as instance_key,
        text as printed_text,
        page_no
    from paragraphs
),

bodies as (
    select
        'title_body_kind' as rule_id,
        named.document_id,
        named.instance_key,
        named.table_id,
        named.table_kind,
        '“' || named.printed_text || '”' as left_label,
        regexp_extract(named.printed_text, '(部门|单位)(预算|决算|收支|收入|支出)', 1) as left_text,
        '报告主体' as right_label,
        documents.body_word as right_text,
        named.page_no as left_page_no,
        left_text = right_text as is_same
    from named
    inner join documents on named.document_id = documents.document_id
    where left_text != '' and not regexp_matches(named.printed_text, '{{ other_bodies }}')
),

final as (
    {% for part in ['titles', 'headings', 'bodies'] -%}
    select * from {{ part }}
    {{ 'union all' if not loop.last }}
    {% endfor %}
)

select * from final
where is_same is not null

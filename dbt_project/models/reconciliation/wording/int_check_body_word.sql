-- Whether the text of a unit's report speaks of a department (2026年部门预算安排…). Said only where that is the exception: a
-- unit's report that speaks so throughout does so on purpose, or we have its body wrong.
with documents as (
    select document_id
    from {{ ref('int_document') }}
    where is_published and body_kind = 'unit'
),

judged as (
    select
        paragraphs.*,
        -- 纳入部门预算管理 is said rightly by a unit; 部门预算安排 and 部门预算收入 are its own figures.
        regexp_matches(paragraphs.text, '[本我]部门|(^|[^各])部门(预算|决算)(安排|收入|支出|收支|总)') as is_other,
        regexp_matches(paragraphs.text, '[本我]单位|单位(预算|决算)') as is_own,
        regexp_extract(
            paragraphs.text, '[^，。；]*([本我]部门|部门(预算|决算)(安排|收入|支出|收支|总))[^，。；]*'
        ) as quoted
    from {{ ref('stg_paragraphs') }} as paragraphs
    inner join documents on paragraphs.document_id = documents.document_id
    where paragraphs.part = 'narrative' and not contains(paragraphs.text, '主管部门')
),

counted as (
    select
        *,
        count(*) filter (where is_other) over (partition by document_id) as other_count,
        count(*) filter (where is_own) over (partition by document_id) as own_count
    from judged
    where is_other or is_own
),

final as (
    select
        'body_word_told' as rule_id,
        document_id,
        case when is_other then paragraph_no::varchar else 'all' end as instance_key,
        null::varchar as table_id,
        null::varchar as table_kind,
        '文字所说的主体' as left_label,
        case when is_other then any_value(quoted) else any_value(own_count) || '段文字' end as left_text,
        '报告主体' as right_label,
        '单位' as right_text,
        min(page_no) as left_page_no,
        not is_other as is_same
    from counted
    where other_count * 2 <= own_count
    group by document_id, case when is_other then paragraph_no::varchar else 'all' end, is_other
    having is_other or any_value(other_count) = 0
)

select * from final
